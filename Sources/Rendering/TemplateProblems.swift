/// Everything that keeps a template folder from being used, in the order of files and lines.
package struct TemplateProblems: Error, Sendable, CustomStringConvertible {
    package let problems: [TemplateProblem]

    package init(_ problems: [TemplateProblem]) {
        self.problems = problems.sorted { ($0.file, $0.line, $0.column) < ($1.file, $1.line, $1.column) }
    }

    /// One problem a line.
    package var description: String {
        problems.map(\.description).joined(separator: "\n")
    }
}
