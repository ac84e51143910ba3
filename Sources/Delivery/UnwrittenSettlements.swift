import Mail
import Queue
import Synchronization

/// Settlements that the store could not write, with their places in the flight recorder.
///
/// Bounded: with the first of them the connections begin nothing more (``ReadyLanes/isHalted``), and an entry whose settlement waits here
/// keeps its lease.
final class UnwrittenSettlements: Sendable {
    private let waiting = Mutex<[(settlement: Settlement, slot: Int?)]>([])

    func add(_ settlement: Settlement, slot: Int?) {
        waiting.withLock { $0.append((settlement, slot)) }
    }

    func takeAll() -> [(settlement: Settlement, slot: Int?)] {
        waiting.withLock { waiting in
            defer { waiting.removeAll() }
            return waiting
        }
    }
}
