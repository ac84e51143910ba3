import Mail
import Synchronization

/// The keys that seal and open now; a rotation changes them while everything goes on.
package final class SealKeys: Sendable {
    private struct State {
        var sealing: SealKey
        var opening: [SealKey]
    }

    private let state: Mutex<State>

    package init(_ keyring: Keyring) {
        state = Mutex(State(sealing: keyring.sealing, opening: keyring.opening))
    }

    /// The public name of the key that seals.
    package var sealKeyID: UInt32 { state.withLock { $0.sealing.id } }

    /// The public names of all keys that open.
    package var names: Set<UInt32> { state.withLock { Set($0.opening.map(\.id)) } }

    /// Seals under the newest key of a keyring from now on.
    ///
    /// What was known before goes on to open until the process ends: leases in memory hold boxes as they were read.
    package func use(_ keyring: Keyring) {
        state.withLock { state in
            let new = Set(keyring.opening.map(\.id))
            state.opening = keyring.opening + state.opening.filter { !new.contains($0.id) }
            state.sealing = keyring.sealing
        }
    }

    var sealing: SealKey { state.withLock { $0.sealing } }

    func opening(_ id: UInt32) -> SealKey? { state.withLock { $0.opening.first { $0.id == id } } }
}
