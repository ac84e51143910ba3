/// One `{{…}}` of a template.
struct TemplateTag: Sendable {
    enum Role: Sendable {
        case variable, section, inverted, close, partial, comment

        /// Whether the tag vanishes with its line when it stands alone on it (Mustache: standalone tags).
        var canStandAlone: Bool { self != .variable }
    }

    let role: Role
    /// Empty for a comment.
    let name: String
    /// Where the first brace stands.
    let offset: Int
    /// The whitespace before a standalone tag; empty for any other.
    let indentation: [UInt8]
}
