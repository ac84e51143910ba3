import ArgumentParser
import Glibc

/// What every command takes.
struct CommonOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp("The configuration file (default: POSTDUIF_CONFIG, else postduif.yaml when there is one).", valueName: "file"),
        completion: Completions.configuration)
    var config: String?

    @Flag(help: "Print JSON instead of text.")
    var json = false

    /// The configuration: file, then environment.
    func configuration() throws -> Configuration {
        try ConfigurationLoading.load(explicit: config)
    }

    /// Prints as JSON when asked, else the text.
    func show(_ value: some Encodable, _ text: @autoclosure () -> String) throws {
        Output.line(json ? try AdministrationJSON.encode(value, pretty: true) : text())
    }

    /// The service's administration through its socket; offline, at the store itself, only where `offline` allows it.
    func administer<Answer: Sendable>(
        offline: Bool, _ body: @Sendable (any Administration) async throws -> Answer
    ) async throws -> Answer {
        let configuration = try configuration()
        do {
            return try await body(SocketAdministration(path: configuration.queue.adminSocket))
        } catch let fault as ServiceUnavailable {
            guard offline, fault.reason == .nobodyListens else { throw fault }
            return try await OfflineStore.withAdministration(configuration, body)
        }
    }
}
