import NIOSSL
import Synchronization

/// What all connections of one server share.
final class SharedServerState: Sendable {
    let options: ServerOptions
    let settings: SessionSettings
    let store: InboxStore
    let script: RelayScript?
    let tls: NIOSSLContext?
    private let numbers = Atomic<UInt64>(0)
    private let open = Atomic<Int>(0)

    init(options: ServerOptions, store: InboxStore, script: RelayScript?, tls: NIOSSLContext?) {
        self.options = options
        self.settings = options.sessionSettings(script: script)
        self.store = store
        self.script = script
        self.tls = tls
    }

    /// The number of a new connection, from 1 on; whether there is room for it.
    func opened() -> (number: UInt64, hasRoom: Bool) {
        store.countConnection()
        let number = numbers.wrappingAdd(1, ordering: .relaxed).newValue
        return (number, open.wrappingAdd(1, ordering: .relaxed).newValue <= options.connectionsMax)
    }

    func closed() {
        open.wrappingSubtract(1, ordering: .relaxed)
    }
}
