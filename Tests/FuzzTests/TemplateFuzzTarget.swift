import Mail

@testable import Rendering

/// What an author writes: refused with a place, or a text that renders whatever its values are.
struct TemplateFuzzTarget: FuzzTarget {
    static let name = "templates"
    static let tokens = [
        "{{", "}}", "{{#", "{{/", "{{^", "{{>", "{{!", "{{=", "{{&", "{{{", "}}}", "name", "note", "code", "link", "left", "language",
        "content",
        "{{name}}", "{{#note}}", "{{/note}}", "{{^note}}", "{{>part}}", "{{>deep}}", "\n", "\r\n", " ", "{{.}}", "a.b", "<", ">", "&", "\"",
    ]

    private struct Parts: TemplateParts {
        func part(_ name: String, format: TemplateFormat, language: Language) -> SourceText? {
            switch name {
            case "part": SourceText(file: name, bytes: Array("[{{name}}\n {{#note}}{{note}}{{/note}}]\n".utf8))
            case "deep": SourceText(file: name, bytes: Array("{{>part}}\n{{>part}}\n".utf8))
            default: nil
            }
        }
    }

    private let declarations: [TemplateDeclaration]
    private let values: [[ResolvedValue]]

    init() {
        let all: [(String, TemplateValue, Bool)] = [
            ("name", .text("Jo & <b>"), true), ("note", .text("\"x\""), false), ("code", .code("123456"), true),
            ("link", .link("https://example.be/a?b=c&d"), true), ("left", .duration(.seconds(600)), true), ("count", .count(0), false),
        ]
        declarations = all.map { TemplateDeclaration(name: $0.0, type: $0.1.type, isRequired: $0.2, example: $0.1) }
        let given = all.map { ResolvedValue($0.1, language: .nl, issuedAt: .distantPast) }
        values = [given, zip(all, given).map { $0.2 ? $1 : .absent }]
    }

    func read(_ input: [UInt8]) throws(Finding) {
        for format in [TemplateFormat.subject, .text, .html] {
            var problems = ProblemCollector()
            let parsed = ParsedTemplate(SourceText(file: "fuzz", bytes: input), problems: &problems)
            var compiler = TemplateCompiler(
                scope: TemplateScope(declarations: declarations, language: .nl), format: format, parts: Parts(), problems: problems)
            let pieces = compiler.compile(parsed)
            try judge(compiler.problems.problems, lines: input.count(where: { $0 == 0x0A }) + 1)
            guard compiler.problems.isEmpty else { continue }
            let template = CompiledTemplate(pieces, format: format)
            for values in values { try render(template, values, format, input.count) }
        }
    }

    private func judge(_ problems: [TemplateProblem], lines: Int) throws(Finding) {
        guard problems.count <= 200 else { throw Finding("\(problems.count) problems") }
        // Partials have three lines.
        guard problems.allSatisfy({ (1...max(lines, 3)).contains($0.line) && $0.column >= 1 && !$0.message.isEmpty }) else {
            throw Finding("a problem without a place")
        }
    }

    private func render(_ template: CompiledTemplate, _ values: [ResolvedValue], _ format: TemplateFormat, _ length: Int) throws(Finding) {
        var output: [UInt8] = []
        template.render(values, to: &output)
        // A tag has five octets at least, and no value or partial more than this.
        guard output.count <= length * 64 else { throw Finding("\(output.count) octets out of \(length)") }
        guard format == .html else { return }
        let text = String(decoding: output, as: UTF8.self)
        guard !text.contains("Jo & <b>") else { throw Finding("a value is not escaped") }
    }
}
