package import Mail

/// What `kind.yaml` or `layout/shared.yaml` says about one variable.
package struct TemplateDeclaration: Hashable, Sendable {
    package let name: String
    package let type: TemplateValue.ValueType
    /// An optional variable may be shown only inside a section that tests it.
    package let isRequired: Bool
    /// Shown in previews and in the proof at load.
    package let example: TemplateValue

    package init(name: String, type: TemplateValue.ValueType, isRequired: Bool, example: TemplateValue) {
        self.name = name
        self.type = type
        self.isRequired = isRequired
        self.example = example
    }
}
