/// One text file of the project and its path below the root.
struct SourceFile: Sendable {
    let path: String
    let text: String
    /// The same text with comments and string literals blanked: what the compiler acts on.
    let code: String

    init(path: String, text: String) {
        self.path = path
        self.text = text
        self.code = path.hasSuffix(".swift") ? CodeText.blanked(text) : text
    }

    var lines: [Substring] { Self.split(text) }
    var codeLines: [Substring] { Self.split(code) }

    /// Without folder and extension.
    var name: String {
        let file = path.split(separator: "/").last ?? ""
        return String(file.split(separator: ".").first ?? file)
    }

    /// The target folder below `Sources`, if it is there.
    var target: String? {
        let parts = path.split(separator: "/")
        return parts.count > 2 && parts[0] == "Sources" ? String(parts[1]) : nil
    }

    private static func split(_ text: String) -> [Substring] {
        text.split(separator: "\n", omittingEmptySubsequences: false)
    }
}
