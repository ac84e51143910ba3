import ArgumentParser
import FoundationEssentials
import Glibc
import Logging
import Metrics
import Submission

/// `postduif serve`: the service.
struct Serve: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Run the service until SIGTERM.",
        discussion:
            "Stops the start with one message when the configuration, the templates, the seal key or the queue directory are not in order.")

    @OptionGroup var common: CommonOptions

    func run() async throws {
        // The C library reads it once, with the first name that is resolved, and that may be the issuer's.
        SubmissionLibrary.shortenResolving()
        // The admin socket asks for no credential: a mode that is set after it listens comes too late for whoever is quick.
        umask(0o077)
        let configuration = try common.configuration()
        let metrics = Telemetry.bootstrap(configuration.log)
        let logger = Logger(label: "postduif")
        for warning in configuration.warnings { logger.warning("configuration", metadata: ["warning": "\(warning)"]) }
        let service = try await ServiceAssembly(configuration: configuration, logger: logger, metrics: metrics).assemble()
        let host = configuration.http.host
        let manager = ServiceManager(ProcessInfo.processInfo.environment, process: getpid())
        let socket = configuration.queue.adminSocket
        let watchdog = manager.map { Watchdog(manager: $0, isAlive: { await Watchdog.answers(socket) }, pause: Pause.task) }
        try await service.run(last: [watchdog].compactMap(\.self)) { port in
            logger.notice("serving", metadata: ["http": "\(host):\(port)", "version": "\(Version.text)"])
            manager?.ready("serving \(host):\(port)")
        }
    }
}
