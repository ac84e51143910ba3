/// A type that a file declares at its top level, that is, without indentation.
struct Declaration: Hashable, Sendable {
    let name: String
    /// From 1.
    let line: Int
    let isPackage: Bool

    private static let keywords: Set<Substring> = ["struct", "class", "enum", "actor", "protocol"]

    static func topLevel(in file: SourceFile) -> [Declaration] {
        file.codeLines.enumerated().compactMap { index, line in
            guard let words = words(of: line), let place = words.firstIndex(where: keywords.contains), place + 1 < words.count else {
                return nil
            }
            let name = words[place + 1].prefix { $0.isPartOfName }
            return Declaration(name: String(name), line: index + 1, isPackage: words[..<place].contains("package"))
        }
    }

    /// Names of the types that the file extends, with their outer types' last part too: `A.B` gives both.
    static func extended(in file: SourceFile) -> [String] {
        file.codeLines.flatMap { line -> [String] in
            guard let words = words(of: line), let place = words.firstIndex(of: "extension"), place + 1 < words.count else { return [] }
            return words[place + 1].prefix { $0.isPartOfName || $0 == "." }.split(separator: ".").map(String.init)
        }
    }

    private static func words(of line: Substring) -> [Substring]? {
        guard let first = line.first, first != " ", first != "\t", first != "}" else { return nil }
        return line.split(separator: " ")
    }
}
