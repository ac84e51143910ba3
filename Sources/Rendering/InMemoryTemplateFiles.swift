/// Template files that exist only in memory.
package struct InMemoryTemplateFiles: TemplateFiles {
    private let texts: [String: String]

    /// - Parameter texts: Text by path.
    package init(_ texts: [String: String]) {
        self.texts = texts
    }

    package func list() -> [String] {
        texts.keys.sorted()
    }

    package func read(_ path: String) throws(TemplateProblem) -> [UInt8] {
        guard let text = texts[path] else { throw TemplateProblem(file: path, message: "The file does not exist; add it.") }
        return Array(text.utf8)
    }
}
