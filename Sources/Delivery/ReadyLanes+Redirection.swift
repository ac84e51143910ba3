import Mail
import Queue

/// What one relay would not take and another one may.
extension ReadyLanes {
    /// Entries that may be remembered or wait redirected at one time: they are held in memory beside the lanes' own places.
    private static let rememberedMax = 1_024
    /// How long after it fell due an entry is remembered: it was cancelled, or another node has it.
    private static let rememberedAfterDue: Duration = .seconds(300)

    /// Whether one more entry can be remembered. When not, it waits as long as for a relay that failed: a relay that refuses a whole backlog
    /// would else be asked for each entry again and again.
    func canRemember(now: Instant) -> Bool {
        monitor.withLock { state in
            if state.remembered.count + state.redirected.count >= Self.rememberedMax {
                state.remembered = state.remembered.filter { $0.value.due + Self.rememberedAfterDue > now }
            }
            return state.remembered.count + state.redirected.count < Self.rememberedMax
        }
    }

    /// The entry goes back to the queue until `due`: its next lease here leaves it to other relays than these.
    func remember(_ id: QueueID, avoiding avoided: RelaySet, due: Instant) {
        monitor.withLock { $0.remembered[id] = (avoided, due) }
    }

    /// Breakers changed: what waits for relays of which none is to be had goes to any other.
    func release(unless available: RelaySet) {
        monitor.withLock { state in
            guard !state.redirected.isEmpty else { return }
            for var lease in state.redirected where available.subtracting(lease.avoided).isEmpty {
                lease.avoided = []
                state.prepend(lease)
            }
            state.redirected.removeAll { available.subtracting($0.avoided).isEmpty }
            monitor.broadcast()
        }
    }
}
