/// Bounds of template folders that are no setting.
enum TemplateBounds {
    /// Partials within partials.
    static let partialDepth = 8
    /// Files of a folder, whatever they are.
    static let files = 2_000
    /// Folders below the template folder.
    static let folderDepth = 3
    static let yamlOctets = 32 * 1_024
    /// Variables of one kind.
    static let variables = 64
    static let linkOctets = 1_024
    static let codeOctets = 64
    /// A text value; names and references are far shorter.
    static let textOctets = 4_096
    /// A subject in one language, in Unicode scalars: what stays readable in a list of mails.
    static let subjectLength = 200
}
