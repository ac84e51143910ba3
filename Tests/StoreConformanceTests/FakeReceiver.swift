import Mail
import Queue
import Synchronization

/// A line's memory with as many places as a test gives it.
final class FakeReceiver: LeaseReceiver {
    private struct State {
        var places: Int
        var taken = 0
        var leases: [Lease] = []
        var withdrawable: Set<QueueID> = []
        var wakes = 0
        var due: Set<Lane> = []
        var notes: [Bool] = []
    }

    let owner: LeaseOwner
    private let state: Mutex<State>
    /// On the writer's thread, right after the commit.
    private let onReceive: @Sendable () -> Void

    init(places: Int, owner: Int64 = 77, onReceive: @escaping @Sendable () -> Void = {}) {
        self.onReceive = onReceive
        self.owner = LeaseOwner(token: owner)
        self.state = Mutex(State(places: places))
    }

    func reserve(_ lane: Lane) -> Bool {
        state.withLock { state in
            guard state.taken < state.places else { return false }
            state.taken += 1
            return true
        }
    }

    func release(_ lane: Lane) { state.withLock { $0.taken -= 1 } }

    func receive(_ leases: [Lease]) {
        state.withLock { $0.leases += leases }
        onReceive()
    }

    func withdraw(_ id: QueueID) -> Bool {
        state.withLock { state in
            guard state.withdrawable.remove(id) != nil else { return false }
            state.leases.removeAll { $0.entry.id == id }
            state.taken -= 1
            return true
        }
    }

    func wake(due lanes: Set<Lane>) {
        state.withLock { state in
            state.wakes += 1
            state.due.formUnion(lanes)
        }
    }

    func noteWritable(_ isWritable: Bool) { state.withLock { $0.notes.append(isWritable) } }

    /// What the store said of its writes.
    var notes: [Bool] { state.withLock { $0.notes } }

    func allowWithdrawal(of id: QueueID) { state.withLock { _ = $0.withdrawable.insert(id) } }

    var leases: [Lease] { state.withLock { $0.leases } }
    var taken: Int { state.withLock { $0.taken } }
    /// Lanes that it was woken for.
    var due: Set<Lane> { state.withLock { $0.due } }
    var wakes: Int { state.withLock { $0.wakes } }
}
