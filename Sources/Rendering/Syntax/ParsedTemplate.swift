/// A template file after parsing.
struct ParsedTemplate: Sendable {
    let source: SourceText
    let nodes: [TemplateNode]

    /// Parses a file and reports everything that is wrong with its syntax.
    init(_ source: SourceText, problems: inout ProblemCollector) {
        self.source = source
        var scanner = TemplateScanner(source, problems: problems)
        let tokens = scanner.scan()
        var parser = TemplateParser(source, tokens: tokens, problems: scanner.problems)
        self.nodes = parser.parse()
        problems = parser.problems
    }
}
