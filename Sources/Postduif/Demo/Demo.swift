import ArgumentParser
import Glibc
import Logging

/// `postduif demo`: the whole service and an inbox on this machine, with eight mails in four languages.
struct Demo: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Show it all on this machine: issue, deliver, redeem, verify.",
        discussion: """
            Issues one activation and one code in each language through the HTTP API and delivers all eight over SMTP to the built-in
            inbox; redeems one activation and verifies one code as a citizen would. Nothing leaves this machine; the spool directory is
            made for the run and removed at its end. Ports that are taken are replaced by the next free ones.
            """)

    @Flag(help: "End after the eight mails; exit 0 only if all of it happened.")
    var once = false

    @OptionGroup var common: CommonOptions

    func run() async throws {
        let metrics = Telemetry.bootstrap(Configuration.Log(level: .warning))
        let logger = Logger(label: "postduif.demo")
        let directory = try DemoDirectory()
        defer { directory.remove() }
        try await DemoRun(directory: directory.path, metrics: metrics, logger: logger, once: once, json: common.json).run()
    }
}
