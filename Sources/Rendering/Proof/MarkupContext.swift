import Mail

/// Proves that values stand where escaping makes them text: in element content or in a quoted attribute value.
struct MarkupContext {
    private enum State: Equatable {
        case text, tag, quoted(UInt8), comment, style
    }

    private let declarations: [TemplateDeclaration]
    private(set) var problems: ProblemCollector
    private var state = State.text
    /// The last bytes of literal text, lower case, to see `<!--` and `-->` that pieces cut apart.
    private var tail: [UInt8] = []
    /// Of the tag that was opened last, lower case; its end is where attributes begin.
    private var name: [UInt8] = []
    private var isNameOpen = false

    init(problems: ProblemCollector, declarations: [TemplateDeclaration]) {
        self.problems = problems
        self.declarations = declarations
    }

    mutating func check(_ pieces: [TemplatePiece]) {
        for piece in pieces {
            switch piece {
            case .literal(let bytes): for byte in bytes { step(byte) }
            case .value(let slot, let position): checkValue(declarations[slot % declarations.count], at: position)
            case .section(_, _, let position, let children):
                let before = state
                check(children)
                if state != before {
                    problems.add("The section ends in another place of the HTML than it began; keep tags whole inside it.", at: position)
                    state = before
                }
            }
        }
    }

    private mutating func checkValue(_ declaration: TemplateDeclaration, at position: SourcePosition) {
        let name = declaration.name
        switch state {
        case .text: break
        case .quoted where declaration.type != .code: break
        case .quoted: problems.add("\(name) is a code and may not stand in an attribute; show it as text.", at: position)
        case .tag: problems.add("\(name) stands inside a tag without quotes; write \"{{\(name)}}\" with quotes.", at: position)
        case .style where BrandedNames.colors[name] != nil: break
        case .comment, .style:
            problems.add("\(name) stands in a comment or a style sheet, where it is not escaped; move it into the text.", at: position)
        }
    }

    private mutating func step(_ byte: UInt8) {
        tail.append(byte.lowercased)
        if tail.count > 16 { tail.removeFirst(8) }
        switch state {
        case .text:
            if tail.ends(with: "<!--") { state = .comment } else if byte == UInt8(ascii: "<") { openTag() }
        case .tag:
            if tail.ends(with: "<!--") {
                state = .comment
            } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
                state = .quoted(byte)
            } else if byte == UInt8(ascii: ">") {
                state = name.elementsEqual("style".utf8) ? .style : .text
            } else {
                isNameOpen = isNameOpen && byte.isAlphanumeric
                if isNameOpen { name.append(byte.lowercased) }
            }
        case .quoted(let quote): if byte == quote { state = .tag }
        case .comment: if tail.ends(with: "-->") || tail.ends(with: "]>") { state = .text }
        case .style: if tail.ends(with: "</style>") { state = .text }
        }
    }

    private mutating func openTag() {
        state = .tag
        name = []
        isNameOpen = true
    }
}

extension [UInt8] {
    /// Whether the last bytes are those of `word`.
    fileprivate func ends(with word: StaticString) -> Bool {
        word.withUTF8Buffer { word in
            count >= word.count && word.indices.allSatisfy { self[count - word.count + $0] == word[$0] }
        }
    }
}
