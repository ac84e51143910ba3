/// Everything that is wrong with the configuration, in the order of the file: one correction round is enough.
struct ConfigurationProblems: Error, Sendable, CustomStringConvertible {
    let problems: [ConfigurationProblem]

    init(_ problems: [ConfigurationProblem]) {
        self.problems = problems.enumerated().sorted { left, right in
            Self.order(left.element, left.offset) < Self.order(right.element, right.offset)
        }.map(\.element)
    }

    /// One line for each problem.
    var description: String {
        problems.map(\.description).joined(separator: "\n")
    }

    private static func order(_ problem: ConfigurationProblem, _ offset: Int) -> (String, Int, Int, Int) {
        (problem.place.source, problem.place.line, problem.place.column, offset)
    }
}
