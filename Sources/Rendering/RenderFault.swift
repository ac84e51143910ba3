package import Mail

/// Why a mail cannot be rendered from its variables. Names variables, never shows a value.
package enum RenderFault: Error, Hashable, Sendable, CustomStringConvertible {
    /// No folder of templates has this name.
    case unknownKind(String)
    case missing(variable: String)
    case undeclared(variable: String)
    case wrongType(variable: String, expected: TemplateValue.ValueType)
    /// The value is empty, too long or not in the form its type needs.
    case malformed(variable: String, type: TemplateValue.ValueType)
    /// Text and HTML together are larger than half of `Limits.messageOctets`, which leaves room for their encoding.
    case tooLarge

    package var description: String {
        switch self {
        case .unknownKind(let kind):
            "There are no templates for the kind \(TemplateName.printable(kind))."
        case .missing(let name):
            "The variable \(TemplateName.printable(name)) is required and was not given."
        case .undeclared(let name):
            "The variable \(TemplateName.printable(name)) is not declared in kind.yaml; leave it out or declare it."
        case .wrongType(let name, let expected):
            "The variable \(TemplateName.printable(name)) must be of type \(expected.rawValue)."
        case .malformed(let name, let type):
            "The variable \(TemplateName.printable(name)) is not a usable \(type.rawValue): \(Self.rule(of: type))"
        case .tooLarge:
            "The mail is larger than \(Limits.messageOctets / 2) octets; shorten the values or the templates."
        }
    }

    private static func rule(of type: TemplateValue.ValueType) -> String {
        switch type {
        case .text: "1 to \(TemplateBounds.textOctets) octets, without http:// or https://."
        case .link: "a URL below the public URL, at most \(TemplateBounds.linkOctets) octets."
        case .code: "1 to \(TemplateBounds.codeOctets) letters, digits and hyphens."
        case .instant: "a year from 1 to 9999."
        case .duration: "zero or more."
        case .count: "zero or more."
        }
    }
}
