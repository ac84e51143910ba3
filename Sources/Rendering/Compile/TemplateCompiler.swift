import Mail

/// Puts partials and constants into a template and checks every name it uses.
struct TemplateCompiler<Parts: TemplateParts> {
    private let scope: TemplateScope
    private let format: TemplateFormat
    private let parts: Parts
    /// What `{{>content}}` stands for; only the outer page has it.
    private let content: [TemplatePiece]?
    private(set) var problems: ProblemCollector
    /// Names of the partials that are open, outermost first.
    private var trail: [String] = []
    /// Optional variables that a surrounding section found present.
    private var guarded: Set<String> = []

    init(
        scope: TemplateScope, format: TemplateFormat, parts: Parts, content: [TemplatePiece]? = nil, problems: ProblemCollector
    ) {
        self.scope = scope
        self.format = format
        self.parts = parts
        self.content = content
        self.problems = problems
    }

    /// The pieces of a parsed template, in order.
    mutating func compile(_ template: ParsedTemplate) -> [TemplatePiece] {
        compile(template.nodes, of: template.source)
    }

    private mutating func compile(_ nodes: [TemplateNode], of source: SourceText) -> [TemplatePiece] {
        var pieces: [TemplatePiece] = []
        for node in nodes {
            switch node {
            case .literal(let range): pieces.append(.literal(Array(source.bytes[range])))
            case .variable(let name, let offset): pieces += variable(name, at: source.position(at: offset))
            case .section(let name, let isInverted, let offset, let children):
                pieces += section(name, isInverted, at: source.position(at: offset), children, of: source)
            case .partial(let name, let indentation, let offset):
                pieces += partial(name, indentation, at: source.position(at: offset))
            }
        }
        return pieces
    }

    private mutating func variable(_ name: String, at position: SourcePosition) -> [TemplatePiece] {
        if let constant = scope.constants[name] {
            if !constant.isPresent, !guarded.contains(name) { reportUnguarded(name, at: position) }
            return [.literal(format == .html ? constant.escaped : constant.bytes)]
        }
        guard let slot = scope.slot(of: name) else {
            reportUndeclared(name, at: position)
            return []
        }
        let declaration = scope.declarations[slot]
        if !declaration.isRequired, !guarded.contains(name) { reportUnguarded(name, at: position) }
        let value = TemplatePiece.value(slot: slot + scope.slotOffset, at: position)
        switch (declaration.type, format) {
        case (.code, .subject), (.link, .subject):
            problems.add(
                "\(name) is a \(declaration.type.rawValue): locked screens and logs of mail servers show subjects; take it out.",
                at: position)
            return []
        case (.code, .html):
            // In an element of its own, clients do not join it with what stands beside it to make a telephone number.
            return [.literal(Array(#"<span class="code">"#.utf8)), value, .literal(Array("</span>".utf8))]
        default: return [value]
        }
    }

    private mutating func section(
        _ name: String, _ isInverted: Bool, at position: SourcePosition, _ children: [TemplateNode], of source: SourceText
    ) -> [TemplatePiece] {
        let wasGuarded = guarded.contains(name)
        if !isInverted { guarded.insert(name) }
        let compiled = compile(children, of: source)
        if !wasGuarded { guarded.remove(name) }
        if let constant = scope.constants[name] { return constant.isPresent != isInverted ? compiled : [] }
        guard let slot = scope.slot(of: name) else {
            reportUndeclared(name, at: position)
            return []
        }
        return [.section(slot: slot + scope.slotOffset, isInverted: isInverted, at: position, children: compiled)]
    }

    private mutating func partial(_ name: String, _ indentation: [UInt8], at position: SourcePosition) -> [TemplatePiece] {
        if name == "content", let content { return content }
        if name == "content" || name == "page" {
            problems.add("{{>\(name)}} belongs to the engine: only layout/page.html has {{>content}}; remove it.", at: position)
            return []
        }
        if trail.contains(name) {
            problems.add("The partial \(name) includes itself (recursion); take {{>\(name)}} out.", at: position)
            return []
        }
        guard trail.count < TemplateBounds.partialDepth else {
            problems.add("Partials are nested more than \(TemplateBounds.partialDepth) deep; make them flatter.", at: position)
            return []
        }
        guard let source = parts.part(name, format: format, language: scope.language) else {
            let wanted = TemplatePath.part(name, format: format)
            problems.add("There is no partial \(name); add \(wanted) or correct the name.", at: position)
            return []
        }
        trail.append(name)
        let template = ParsedTemplate(source.indented(by: indentation), problems: &problems)
        let pieces = compile(template)
        trail.removeLast()
        return pieces
    }

    private mutating func reportUndeclared(_ name: String, at position: SourcePosition) {
        problems.add(
            "\(name) is not declared in kind.yaml or layout/shared.yaml; declare it or use one of: "
                + scope.names.joined(separator: ", ") + ".", at: position)
    }

    private mutating func reportUnguarded(_ name: String, at position: SourcePosition) {
        problems.add("\(name) is optional; show it only between {{#\(name)}} and {{/\(name)}}.", at: position)
    }
}
