/// Template files that exist only in memory.
package struct InMemoryTemplateFiles: TemplateFiles {
    /// Content by path.
    package let contents: [String: [UInt8]]

    /// - Parameter texts: Text by path.
    package init(_ texts: [String: String]) {
        contents = texts.mapValues { Array($0.utf8) }
    }

    /// What a catalog is made of, as it is at this moment: what is proved is then what is kept.
    package init(copyOf files: some TemplateFiles) throws(TemplateProblem) {
        var contents: [String: [UInt8]] = [:]
        for path in try files.list() where TemplatePath.isPart(path) { contents[path] = try files.read(path) }
        self.contents = contents
    }

    package func list() -> [String] {
        contents.keys.sorted()
    }

    package func read(_ path: String) throws(TemplateProblem) -> [UInt8] {
        guard let bytes = contents[path] else { throw TemplateProblem(file: path, message: "The file does not exist; add it.") }
        return bytes
    }
}
