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

    /// Suites of tests that a document names in code and nobody wrote.
    static func unknownSuites(_ file: SourceFile, known: Set<String>) -> [Finding] {
        file.lines.enumerated().flatMap { index, line in
            codeSpans(of: line).filter { $0.hasSuffix("Tests") && $0.allSatisfy(\.isPartOfName) && !known.contains(String($0)) }.map {
                Finding(path: file.path, line: index + 1, message: "there is no suite \($0)")
            }
        }
    }

    /// What is declared as a suite in a source file: `struct NameTests`, `final class NameTests`, `enum NameTests`.
    static func suites(in file: SourceFile) -> [String] {
        file.lines.flatMap { line -> [String] in
            let words = line.split(separator: " ")
            return zip(words, words.dropFirst()).compactMap { keyword, name in
                let name = name.prefix { $0.isPartOfName }
                return ["struct", "class", "enum"].contains(keyword) && name.hasSuffix("Tests") ? String(name) : nil
            }
        }
    }

    private static func codeSpans(of line: Substring) -> [Substring] {
        let parts = line.split(separator: "`", omittingEmptySubsequences: false)
        return parts.enumerated().compactMap { $0.offset % 2 == 1 ? $0.element : nil }
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
