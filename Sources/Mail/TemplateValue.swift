/// A typed value that a template shows. The type decides how it is written in each language.
package enum TemplateValue: Hashable, Sendable {
    case text(String)
    /// A text that differs by language, such as the name of a municipality: each block of a mail shows its own.
    case texts([Language: String])
    /// An absolute `https` URL; at most one in a mail.
    case link(String)
    /// A code the reader types; never broken over lines.
    case code(String)
    /// Shown as local time in Europe/Brussels.
    case instant(Instant)
    /// Shown in minutes, hours or days with the right plural.
    case duration(Duration)
    case count(Int)

    package enum ValueType: String, CaseIterable, Hashable, Sendable {
        case text, link, code, instant, duration, count
    }

    package var type: ValueType {
        switch self {
        case .text, .texts: .text
        case .link: .link
        case .code: .code
        case .instant: .instant
        case .duration: .duration
        case .count: .count
        }
    }
}

extension TemplateValue: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// Only the type: values hold codes, links and names.
    package var description: String { "\(type.rawValue) •••" }
    package var debugDescription: String { description }
    package var customMirror: Mirror { Mirror(self, children: [] as [Mirror.Child]) }
}
