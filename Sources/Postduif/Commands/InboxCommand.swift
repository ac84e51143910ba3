import ArgumentParser
import Inbox
import Logging
import Mail
import ServiceLifecycle
import UnixSignals

/// `postduif inbox`: an SMTP server with a page, for trying and testing.
struct InboxCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "inbox", abstract: "Take mail over SMTP and show it; never sends any.",
        discussion: "The chaos file makes it refuse with set probabilities; see docs/operations.md.")

    @Option(help: ArgumentHelp("Where SMTP listens.", valueName: "host:port")) var smtp = "127.0.0.1:1025"
    @Option(help: ArgumentHelp("Where page and API listen.", valueName: "host:port")) var http = "127.0.0.1:8025"
    @Option(help: ArgumentHelp("Refusals by stage and probability, as JSON.", valueName: "file"), completion: .file()) var chaos: String?
    @Option(help: ArgumentHelp("Offer DELIVERBY; BY must leave so many seconds at least, 0 for any.", valueName: "seconds"))
    var deliverBy: Int?
    @OptionGroup var common: CommonOptions

    func validate() throws {
        if let deliverBy, !(0...Limits.deliverBySeconds).contains(deliverBy) {
            throw ValidationError("--deliver-by: write seconds from 0 to \(Limits.deliverBySeconds).")
        }
    }

    func run() async throws {
        let (smtpHost, smtpPort) = try HostAndPort.parse(smtp, option: "--smtp")
        let (httpHost, httpPort) = try HostAndPort.parse(http, option: "--http")
        _ = Telemetry.bootstrap(Configuration.Log(level: .notice))
        let logger = Logger(label: "postduif.inbox")
        var options = ServerOptions(host: smtpHost, port: smtpPort)
        options.chaos = try chaos.map { try ChaosFile.load($0) }
        if let deliverBy {
            options.extensions.insert(.deliverBy)
            options.deliverByMinimum = deliverBy
        }
        let inbox = InboxApplication(
            smtp: options, httpHost: httpHost, httpPort: httpPort, store: InboxStore(clock: SystemClock()), logger: logger
        ) { ports in
            Output.line("SMTP on \(smtpHost):\(ports.smtp), page and API on http://\(httpHost):\(ports.http)/")
        }
        let group = ServiceGroup(
            configuration: ServiceGroupConfiguration(
                services: [.init(service: inbox)], gracefulShutdownSignals: [.sigterm, .sigint], logger: logger))
        try await group.run()
    }
}
