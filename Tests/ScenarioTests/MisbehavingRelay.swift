import Inbox
import Mail
import Queue
import Submission
import TestKit

/// An inbox that does what its script says, and a record of what it accepted.
final class MisbehavingRelay: Sendable {
    let script: RelayScript
    let port: Int
    private let store: InboxStore
    private let server: RunningInbox

    private init(script: RelayScript, store: InboxStore, server: RunningInbox) {
        (self.script, self.store, self.server) = (script, store, server)
        port = server.port
    }

    static func start(_ script: RelayScript = RelayScript(), _ options: ServerOptions = ServerOptions()) async throws -> MisbehavingRelay {
        var options = options
        options.messageOctets = 2 * ScenarioMessage.largeOctets
        let store = InboxStore(clock: ManualClock())
        return MisbehavingRelay(script: script, store: store, server: try await InboxServer.start(options, store: store, script: script))
    }

    /// Runs a relay for the time of the body.
    static func with(
        _ script: RelayScript = RelayScript(), _ options: ServerOptions = ServerOptions(),
        _ body: (MisbehavingRelay) async throws -> Void
    ) async throws {
        let relay = try await start(script, options)
        do { try await body(relay) } catch {
            await relay.stop()
            throw error
        }
        await relay.stop()
    }

    func stop() async { await server.stop() }

    /// How often each message was accepted here, by its identifier.
    var copies: [String: Int] {
        store.messages.reduce(into: [:]) { $0[ScenarioMessage.identifier(of: $1.raw) ?? "", default: 0] += 1 }
    }

    func copies(of id: QueueID) -> Int { copies["\(id)"] ?? 0 }

    /// The reverse-paths of what was accepted.
    var reversePaths: Set<String> { Set(store.messages.map(\.reversePath)) }

    /// The keywords behind MAIL and RCPT of each message that was accepted.
    var keywords: Set<[String]> {
        Set(
            store.messages.map { message in
                let parameters = message.mailParameters + message.recipientParameters.flatMap { $0.split(separator: " ").map(String.init) }
                return parameters.map { String($0.prefix { $0 != "=" }) }
            })
    }

    var connections: Int { store.counters.connections }
}
