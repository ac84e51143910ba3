import ArgumentParser

/// One hot path again and again, for a tool that counts instructions.
struct PathRun: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "path", abstract: "Go a hot path --count times, with the same values each time.",
        discussion: "The difference of two counts is the path's own cost: start and preparation fall out. See Benchmarks/instructions.sh.")

    @Argument(help: "One of: \(HotPath.allCases.map(\.rawValue).joined(separator: ", ")).") var path: HotPath
    @Option(help: "How often.") var count: Int
    @Option(help: "The folder of the templates.") var templates = "templates"

    func run() async throws {
        try await path.prepare(templates: templates)(count)
    }
}
