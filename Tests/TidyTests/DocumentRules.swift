/// The rules that hold the documents to the rest of the project.
enum DocumentRules {
    /// Names that `make` knows.
    static func targets(ofMakefile text: String) -> Set<String> {
        Set(
            text.split(separator: "\n").compactMap { line in
                let name = line.prefix { $0.isPartOfName || $0 == "-" }
                return !name.isEmpty && line.dropFirst(name.count).hasPrefix(":") && !line.contains(":=") ? String(name) : nil
            })
    }

    /// `make x` in code, of a document, that the Makefile does not know.
    static func unknownTargets(_ file: SourceFile, known: Set<String>) -> [Finding] {
        file.lines.enumerated().flatMap { index, line in
            commands(in: line).filter { !known.contains($0) }.map {
                Finding(path: file.path, line: index + 1, message: "`make \($0)` is not in the Makefile")
            }
        }
    }

    /// Relative links of a document that lead nowhere.
    static func deadLinks(_ file: SourceFile, exists: (String) -> Bool) -> [Finding] {
        let folder = file.path.split(separator: "/").dropLast()
        return file.lines.enumerated().flatMap { index, line -> [Finding] in
            line.split(separator: "](").dropFirst().compactMap { rest in
                let link = rest.prefix { $0 != ")" && $0 != "#" }
                guard !link.isEmpty, !link.contains(":") else { return nil }
                let path = resolved(folder, link)
                return exists(path) ? nil : Finding(path: file.path, line: index + 1, message: "\(link) is not there")
            }
        }
    }

    private static func resolved(_ folder: ArraySlice<Substring>, _ link: Substring) -> String {
        var parts = Array(folder)
        for part in link.split(separator: "/") {
            switch part {
            case ".": break
            case "..": _ = parts.popLast()
            default: parts.append(part)
            }
        }
        return parts.joined(separator: "/")
    }

    private static func commands(in line: Substring) -> [String] {
        var found: [String] = []
        let words = line.split(separator: " ")
        for (word, next) in zip(words, words.dropFirst()) where word == "`make" || (word == "make" && line.hasPrefix("make ")) {
            found.append(String(next.prefix { $0.isPartOfName || $0 == "-" }))
        }
        return found
    }
}
