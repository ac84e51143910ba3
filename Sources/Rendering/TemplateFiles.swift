/// Where template files come from. Paths are below the template folder, with `/`.
package protocol TemplateFiles: Sendable {
    /// Every file's path, in order.
    ///
    /// - Throws: A problem when the folder cannot be read or holds too much.
    func list() throws(TemplateProblem) -> [String]

    /// The bytes of one file.
    ///
    /// - Throws: A problem when it cannot be read or is too large.
    func read(_ path: String) throws(TemplateProblem) -> [UInt8]
}
