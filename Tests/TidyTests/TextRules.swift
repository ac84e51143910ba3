/// The rules that look at one file and need no table.
enum TextRules {
    static let sourceLinesMax = 400
    /// Lists of tiny types that are read side by side.
    private static let listsOfTypes = ["Sources/Issuance/Identifiers.swift"]

    /// `value!`, `call()!`, `list[0]!` and `Type!`; `try!` and `as!` have rules of their own.
    static func forceUnwraps(_ file: SourceFile) -> [Finding] {
        findings(file, file.codeLines, "no force unwrap: `guard let`, `if let` or `??`") { line in
            let characters = Array(line)
            return characters.indices.dropFirst().contains { index in
                guard characters[index] == "!", index + 1 == characters.count || characters[index + 1] != "=" else { return false }
                let before = characters[index - 1]
                guard before.isPartOfName || before == ")" || before == "]" else { return false }
                let word = String(characters[..<index].reversed().prefix { $0.isPartOfName }.reversed())
                return word != "try" && word != "as"
            }
        }
    }

    /// Work that was put off belongs into an issue.
    static func unfinished(_ file: SourceFile) -> [Finding] {
        let marks = ["TO" + "DO", "FIX" + "ME", "HA" + "CK:"]
        return findings(file, file.lines, "finish it or file an issue") { line in marks.contains { line.contains($0) } }
    }

    /// A path of somebody's machine, or a private key.
    static func leaks(_ file: SourceFile) -> [Finding] {
        let isFixture = file.path.hasPrefix("Tests/") && file.path.contains("/fixtures/")
        let marks =
            ["/home" + "/", "/Users" + "/", "/work" + "/", "/root" + "/", "AKI" + "A"] + (isFixture ? [] : ["PRIVATE KEY" + "-----\n"])
        return findings(file, file.lines, "no path of a machine and no secret in the project") { line in
            marks.contains { (line + "\n").contains($0) }
        }
    }

    static func length(_ file: SourceFile) -> [Finding] {
        let count = file.lines.count
        guard count > sourceLinesMax + 1 else { return [] }
        return [Finding(path: file.path, line: 0, message: "\(count) lines; at most \(sourceLinesMax): move a type or an aspect out")]
    }

    /// `Type.swift` declares `Type`; `Type+Aspect.swift` extends or declares it. Files without types are not looked at.
    static func fileName(_ file: SourceFile) -> [Finding] {
        let types = Declaration.topLevel(in: file)
        guard types.contains(where: { $0.isPackage }), !listsOfTypes.contains(file.path) else { return [] }
        let wanted = String(file.name.prefix { $0 != "+" })
        let names = types.map(\.name) + Declaration.extended(in: file)
        guard !names.contains(wanted) else { return [] }
        let first = types.first?.name ?? ""
        return [Finding(path: file.path, line: 0, message: "declares \(first) but no \(wanted): name the file after its type")]
    }

    /// A type that other targets see says what it is.
    static func undocumentedTypes(_ file: SourceFile) -> [Finding] {
        let lines = file.lines
        return Declaration.topLevel(in: file).filter(\.isPackage).compactMap { type in
            var above = type.line - 2
            while above >= 0, lines[above].hasPrefix("@") || lines[above].hasPrefix("//") && !lines[above].hasPrefix("///") { above -= 1 }
            if above >= 0, lines[above].hasPrefix("///") { return nil }
            return Finding(path: file.path, line: type.line, message: "\(type.name) needs a `///` comment: what it is, its source")
        }
    }

    private static func findings(
        _ file: SourceFile, _ lines: [Substring], _ message: String, where isBad: (Substring) -> Bool
    ) -> [Finding] {
        lines.enumerated().compactMap { index, line in
            isBad(line) ? Finding(path: file.path, line: index + 1, message: message) : nil
        }
    }
}
