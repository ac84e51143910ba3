package import Mail
package import Rendering

/// Changed texts that were not put in force.
package struct TemplateFault: Sendable {
    package let at: Instant
    package let problems: [TemplateProblem]

    package init(at: Instant, problems: [TemplateProblem]) {
        self.at = at
        self.problems = problems
    }
}
