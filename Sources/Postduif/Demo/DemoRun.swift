import Glibc
import Inbox
import Issuance
import Logging
import Mail
import ServiceLifecycle
import Submission
import Synchronization

/// Wires service and inbox on free ports, runs the script, and ends or goes on serving.
struct DemoRun: Sendable {
    let directory: String
    let metrics: PrometheusRegistry
    let logger: Logger
    let once: Bool
    let json: Bool

    func run() async throws {
        let ports = Ports()
        let configuration = try configuration(ports)
        let inbox = InboxStore(clock: SystemClock())
        let service = try await ServiceAssembly(configuration: configuration, logger: logger, metrics: metrics).assemble()
        let key = try await prepare(service)
        let people = try await DemoPerson.signInLinks(service.administration)
        let inboxService = InboxApplication(
            smtp: ServerOptions(host: "127.0.0.1", port: ports.smtp), httpPort: ports.inbox, store: inbox, logger: logger)
        let script = DemoScript(
            client: DemoClient(base: configuration.http.publicURL, key: key), inbox: inbox, clock: SystemClock())
        let finished = Mutex<Result<DemoResult, any Error>?>(nil)
        let listening = AsyncStream<Void>.makeStream()
        let runner = DemoScriptService(
            script: script, listening: listening.stream, once: once,
            finish: { result in
                finished.withLock { $0 = result }
                if case .success(let result) = result { show(result, ports: ports, key: key, people: people) }
            })
        try await service.run(others: [inboxService], last: [runner]) { _ in listening.continuation.yield() }
        switch finished.withLock({ $0 }) {
        case .success(let result): if !result.isComplete { throw ExitStatus.refused }
        case .failure(let error): throw error
        case nil: throw ExitStatus.refused
        }
    }

    /// The ports of the contract, or the next free ones.
    struct Ports: Sendable {
        let http = FreePort.find(8_080)
        let smtp = FreePort.find(1_025)
        let inbox = FreePort.find(8_025)

        var replaced: [String] {
            [("HTTP", 8_080, http), ("SMTP", 1_025, smtp), ("inbox page", 8_025, inbox)].compactMap {
                $0.1 == $0.2 ? nil : "port \($0.1) is taken: \($0.0) is on \($0.2)"
            }
        }
    }

    private func configuration(_ ports: Ports) throws -> Configuration {
        guard let templates = ProjectFiles.find("templates") else {
            throw StartFault("templates: not found beside the working directory or the program; start the demo in the project's directory")
        }
        var configuration = Configuration()
        configuration.http.port = ports.http
        configuration.http.publicURL = "http://127.0.0.1:\(ports.http)"
        configuration.queue.directory = directory
        configuration.seal.keyFile = directory + "/seal.key"
        configuration.oidc.local = true
        configuration.templates.directory = templates
        configuration.sender = .init(
            name: "Digital keys (demo)", address: "no-reply@sleutels.example.be", bounceDomain: "bounce.example.be")
        configuration.contact = .init(name: "Service desk (demo)", email: "servicedesk@example.be", phone: "+32 2 555 00 00")
        configuration.relays = [
            .init(name: "inbox", host: "127.0.0.1", port: ports.smtp, tls: .none, connections: 4)
        ]
        return configuration
    }

    /// Registers the municipalities and makes the front's key.
    private func prepare(_ service: AssembledService) async throws -> String {
        for citizen in DemoCitizen.all {
            _ = try await service.administration.addMunicipality(
                AddMunicipality(
                    nis: citizen.nis, name: citizen.municipality, languages: citizen.languages.map(\.rawValue),
                    agreement: AddAgreement(
                        signedOn: "2026-01-15", signatory: "Demo Signatory", function: "mayor", documentDigest: nil, validFrom: nil,
                        validUntil: nil)))
        }
        let scopes = APIKey.Scope.ofKeys.map(\.rawValue)
        return try await service.administration.createKey(CreateKey(name: "demo", scopes: scopes, municipality: nil)).key
    }

    private func show(_ result: DemoResult, ports: Ports, key: String, people: [(person: DemoPerson, link: String)]) {
        let base = "http://127.0.0.1:\(ports.http)"
        if json {
            if let text = try? AdministrationJSON.encode(result, pretty: true) { Output.line(text) }
            return
        }
        for line in ports.replaced { Output.line(line) }
        Output.line(result.text)
        guard !once else { return }
        Output.line(
            """

            console      \(base)/console   (each link signs in once, within ten minutes)
            \(people.map { "  \($0.person.padded) \($0.link)" }.joined(separator: "\n"))
            inbox page   http://127.0.0.1:\(ports.inbox)/
            API          \(base)   (contract: \(base)/openapi.yaml)
            key          \(key)

            Try:  curl -sS \(base)/v1/codes -H 'Authorization: Bearer \(key)' -H 'Content-Type: application/json' \\
                    -d '{"recipient": {"email": "you@example.be", "language": "nl"}, "purpose": "sign-in", "binding": "my-session"}'
            Commands: POSTDUIF_QUEUE_DIRECTORY=\(directory) \(CommandLine.arguments.first ?? "postduif") queue status
            Another link: the same with 'token mint --sign-in --subject officer'
            Stop with Ctrl-C.
            """)
    }
}
