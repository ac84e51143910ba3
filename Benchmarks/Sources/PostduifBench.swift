import ArgumentParser

/// What the benchmarks need beside the program itself. No part of the product.
struct PostduifBench: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "postduif-bench",
        abstract: "Peers, bounds, stored backlogs and counters for Benchmarks/run.sh.",
        discussion: "Each subcommand ends with one line 'RESULT name=value …'. Everything stays on loopback.",
        subcommands: [EmptyRoute.self, DesignAlone.self, Bound.self, Fill.self, Claim.self, Latency.self, PathRun.self, Render.self])

    /// Parses, runs, and ends the process with what became of it.
    static func runToEnd() async {
        do {
            var command = try parseAsRoot()
            if var asynchronous = command as? any AsyncParsableCommand {
                try await asynchronous.run()
            } else {
                try command.run()
            }
        } catch {
            exit(withError: error)
        }
    }
}
