/// Gathers the problems of a template folder, each once, so that an author sees all of them together.
struct ProblemCollector: Sendable {
    /// More would only hide the first ones.
    private static let limit = 200

    private(set) var problems: [TemplateProblem] = []
    private var known: Set<TemplateProblem> = []

    var isEmpty: Bool { problems.isEmpty }

    mutating func add(_ problem: TemplateProblem) {
        guard problems.count < Self.limit, known.insert(problem).inserted else { return }
        problems.append(problem)
    }

    mutating func add(_ message: String, at position: SourcePosition) {
        add(TemplateProblem(file: position.file, line: position.line, column: position.column, message: message))
    }
}
