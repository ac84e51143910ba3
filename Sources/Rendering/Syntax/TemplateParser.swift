import Mail

/// Builds the tree of sections from tokens.
struct TemplateParser {
    /// A section whose end was not yet seen.
    private struct OpenSection {
        let tag: TemplateTag
        var children: [TemplateNode] = []
    }

    private let source: SourceText
    private let tokens: [TemplateToken]
    private(set) var problems: ProblemCollector
    private var top: [TemplateNode] = []
    private var open: [OpenSection] = []

    init(_ source: SourceText, tokens: [TemplateToken], problems: ProblemCollector) {
        self.source = source
        self.tokens = tokens
        self.problems = problems
    }

    /// The nodes; a section that is not closed is reported and closed at the end.
    mutating func parse() -> [TemplateNode] {
        for token in tokens {
            switch token {
            case .literal(let range): append(.literal(range))
            case .tag(let tag): take(tag)
            }
        }
        while let section = open.last {
            problems.add(
                "The section \(written(section.tag)) is never closed; add {{/\(section.tag.name)}}.",
                at: source.position(at: section.tag.offset))
            closeLast()
        }
        return top
    }

    private mutating func take(_ tag: TemplateTag) {
        switch tag.role {
        case .comment: break
        case .variable: append(.variable(name: tag.name, offset: tag.offset))
        case .partial: append(.partial(name: tag.name, indentation: tag.indentation, offset: tag.offset))
        case .section, .inverted:
            if open.count == Limits.templateNesting {
                problems.add(
                    "Sections are nested more than \(Limits.templateNesting) deep; make them flatter.",
                    at: source.position(at: tag.offset))
            }
            open.append(OpenSection(tag: tag))
        case .close: close(tag)
        }
    }

    private mutating func close(_ tag: TemplateTag) {
        guard let section = open.last else {
            problems.add(
                "{{/\(tag.name)}} closes a section that was never opened; remove it or add {{#\(tag.name)}} before it.",
                at: source.position(at: tag.offset))
            return
        }
        if section.tag.name != tag.name {
            let opened = source.position(at: section.tag.offset)
            problems.add(
                "{{/\(tag.name)}} closes \(written(section.tag)) of line \(opened.line); write {{/\(section.tag.name)}} here.",
                at: source.position(at: tag.offset))
            // An end that fits a section further out also ends the ones inside it.
            guard open.contains(where: { $0.tag.name == tag.name }) else { return }
            while let last = open.last, last.tag.name != tag.name { closeLast() }
        }
        closeLast()
    }

    private mutating func closeLast() {
        guard let section = open.popLast() else { return }
        append(
            .section(
                name: section.tag.name, isInverted: section.tag.role == .inverted, offset: section.tag.offset,
                children: section.children))
    }

    private mutating func append(_ node: TemplateNode) {
        if open.isEmpty { top.append(node) } else { open[open.count - 1].children.append(node) }
    }

    private func written(_ tag: TemplateTag) -> String {
        (tag.role == .inverted ? "{{^" : "{{#") + tag.name + "}}"
    }
}
