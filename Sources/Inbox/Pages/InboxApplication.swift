import Hummingbird
package import Logging
import NIOCore
import ServiceLifecycle

/// The whole inbox as one service: SMTP on one port, page and API on another.
package struct InboxApplication: Service {
    /// The ports that were taken, once both servers listen.
    package struct Ports: Hashable, Sendable {
        package let smtp: Int
        package let http: Int
    }

    private let smtp: ServerOptions
    private let httpHost: String
    private let httpPort: Int
    private let store: InboxStore
    private let logger: Logger
    private let onListening: @Sendable (Ports) async -> Void

    /// - Parameters:
    ///   - httpPort: 0 lets the system choose.
    ///   - onListening: Called once when both ports are open.
    package init(
        smtp: ServerOptions, httpHost: String = "127.0.0.1", httpPort: Int, store: InboxStore, logger: Logger,
        onListening: @escaping @Sendable (Ports) async -> Void = { _ in }
    ) {
        self.smtp = smtp
        self.httpHost = httpHost
        self.httpPort = httpPort
        self.store = store
        self.logger = logger
        self.onListening = onListening
    }

    /// Serves until the service group shuts down or the task is cancelled.
    ///
    /// - Throws: ``InboxFault`` when a port cannot be taken; nothing is left running.
    package func run() async throws {
        let running = try await InboxServer.start(smtp, store: store)
        do {
            try await http(smtpPort: running.port).run()
        } catch let error as IOError {
            await running.stop()
            throw InboxFault.cannotListen(host: httpHost, port: httpPort, reason: "\(error)")
        } catch {
            await running.stop()
            throw error
        }
        await running.stop()
    }

    private func http(smtpPort: Int) -> some ApplicationProtocol {
        let onListening = onListening
        return Application(
            router: inboxRouter(store: store),
            configuration: ApplicationConfiguration(address: .hostname(httpHost, port: httpPort)),
            onServerRunning: { channel in
                await onListening(Ports(smtp: smtpPort, http: channel.localAddress?.port ?? 0))
            },
            logger: logger)
    }
}
