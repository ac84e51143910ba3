/// Cuts a template into literal text and tags, and refuses the tags that are not in the subset.
///
/// The rule for tags that stand alone on a line is that of the Mustache specification: the line disappears whole.
struct TemplateScanner {
    private let source: SourceText
    private(set) var problems: ProblemCollector
    private var tokens: [TemplateToken] = []
    /// Start of the literal text that was not yet handed out.
    private var literalStart = 0
    private var offset = 0

    init(_ source: SourceText, problems: ProblemCollector) {
        self.source = source
        self.problems = problems
    }

    /// The tokens of the whole text; refused tags are left out and reported.
    mutating func scan() -> [TemplateToken] {
        while let start = find("{{", from: offset) {
            scanTag(at: start)
        }
        endLiteral(at: source.bytes.count)
        return tokens
    }

    private mutating func scanTag(at start: Int) {
        let sigil = byte(at: start + 2)
        switch sigil {
        case UInt8(ascii: "{"):
            refuse(at: start, closing: "}}}", "{{{…}}} would write text unescaped and is not supported; write {{name}}.")
        case UInt8(ascii: "&"):
            refuse(at: start, closing: "}}", "{{&…}} would write text unescaped and is not supported; write {{name}}.")
        case UInt8(ascii: "="):
            refuse(at: start, closing: "=}}", "{{=…=}} (other delimiters) is not supported; keep {{ and }}.")
        case UInt8(ascii: "<"), UInt8(ascii: "$"):
            refuse(at: start, closing: "}}", "Blocks and parents ({{<…}}, {{$…}}) are not supported; use a partial {{>name}}.")
        case UInt8(ascii: "!"): finish(.comment, start: start, contentStart: start + 3)
        case UInt8(ascii: "#"): finish(.section, start: start, contentStart: start + 3)
        case UInt8(ascii: "^"): finish(.inverted, start: start, contentStart: start + 3)
        case UInt8(ascii: "/"): finish(.close, start: start, contentStart: start + 3)
        case UInt8(ascii: ">"): finish(.partial, start: start, contentStart: start + 3)
        default: finish(.variable, start: start, contentStart: start + 2)
        }
    }

    private mutating func finish(_ role: TemplateTag.Role, start: Int, contentStart: Int) {
        guard let close = find("}}", from: contentStart) else { return unclosed(at: start) }
        let content = source.bytes[contentStart..<close]
        // Only a comment may go over lines: anywhere else the closing braces were forgotten.
        if role != .comment, content.contains(.lineFeed) { return unclosed(at: start) }
        let end = close + 2
        guard let name = role == .comment ? "" : checkedName(content, start: start) else {
            endLiteral(at: start)
            return skip(to: end)
        }
        let line = role.canStandAlone ? standaloneLine(start: start, end: end) : nil
        endLiteral(at: line?.lowerBound ?? start)
        let indentation = line.map { Array(source.bytes[$0.lowerBound..<start]) } ?? []
        tokens.append(.tag(TemplateTag(role: role, name: name, offset: start, indentation: indentation)))
        skip(to: line?.upperBound ?? end)
    }

    private mutating func checkedName(_ content: ArraySlice<UInt8>, start: Int) -> String? {
        let trimmed = content.drop(while: \.isBlank).reversed().drop(while: \.isBlank).reversed()
        let name = String(decoding: Array(trimmed), as: UTF8.self)
        if TemplateName.isValid(name) { return name }
        let message =
            if name.isEmpty {
                "The tag has no name; write the name of a variable between {{ and }}."
            } else if name == "." {
                "{{.}} (the current item of a list) is not supported; name the variable."
            } else if name.utf8.contains(UInt8(ascii: ".")) {
                "The dotted name \(name) is not supported; declare a variable without a dot."
            } else {
                "\(name) is not a name; use lower-case letters, digits and underscores, at most \(TemplateName.octets)."
            }
        problems.add(message, at: source.position(at: start))
        return nil
    }

    private mutating func unclosed(at start: Int) {
        problems.add("The tag is not closed on its line; add }}.", at: source.position(at: start))
        endLiteral(at: start)
        skip(to: start + 2)
    }

    private mutating func refuse(at start: Int, closing: StaticString, _ message: String) {
        problems.add(message, at: source.position(at: start))
        endLiteral(at: start)
        skip(to: find(closing, from: start + 2).map { $0 + closing.utf8CodeUnitCount } ?? source.bytes.count)
    }

    private mutating func endLiteral(at end: Int) {
        if literalStart < end { tokens.append(.literal(literalStart..<end)) }
    }

    private mutating func skip(to end: Int) {
        literalStart = end
        offset = end
    }

    /// The whole line with its end, when nothing but blanks stands beside the tag.
    private func standaloneLine(start: Int, end: Int) -> Range<Int>? {
        var first = start
        while first > 0, source.bytes[first - 1].isBlank { first -= 1 }
        guard first == 0 || source.bytes[first - 1] == .lineFeed else { return nil }
        var last = end
        while let next = byte(at: last), next.isBlank { last += 1 }
        guard let next = byte(at: last) else { return first..<last }
        if next == .lineFeed { return first..<(last + 1) }
        guard next == .carriageReturn, byte(at: last + 1) == .lineFeed else { return nil }
        return first..<(last + 2)
    }

    private func byte(at offset: Int) -> UInt8? {
        offset < source.bytes.count ? source.bytes[offset] : nil
    }

    private func find(_ pattern: StaticString, from start: Int) -> Int? {
        let length = pattern.utf8CodeUnitCount
        guard source.bytes.count >= length, start <= source.bytes.count - length else { return nil }
        return pattern.withUTF8Buffer { wanted in
            (start...(source.bytes.count - length)).first { offset in
                wanted.indices.allSatisfy { source.bytes[offset + $0] == wanted[$0] }
            }
        }
    }
}
