/// A variable that the service gives the mails of a kind: what templates may count on.
package struct GivenVariable: Hashable, Sendable {
    package let name: String
    package let type: TemplateValue.ValueType
    /// Whether every mail of the kind has it; the others are for a section that tests them.
    package let isInEveryMail: Bool

    package init(_ name: String, _ type: TemplateValue.ValueType, inEveryMail: Bool = true) {
        self.name = name
        self.type = type
        self.isInEveryMail = inEveryMail
    }
}
