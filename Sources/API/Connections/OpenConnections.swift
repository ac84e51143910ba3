import Metrics
import Synchronization

/// How many connections of one port are open, bounded.
///
/// Metrics: `postduif_http_connections_refused_total`, `postduif_http_slow_clients_total`.
package final class OpenConnections: Sendable {
    private let limit: Int
    private let open = Atomic(0)
    private let refused = Counter(label: "postduif_http_connections_refused_total")
    private let slow = Counter(label: "postduif_http_slow_clients_total")

    /// - Parameter limit: The most that are open at a time.
    package init(limit: Int) {
        self.limit = limit
    }

    /// How many are open now.
    package var count: Int { open.load(ordering: .relaxed) }

    /// Counts one more; `false` when there is no room: then it is not counted and must be closed.
    package func enter() -> Bool {
        if open.add(1, ordering: .relaxed).newValue <= limit { return true }
        open.subtract(1, ordering: .relaxed)
        refused.increment()
        return false
    }

    /// One is cut: its client takes too long, or asks for too much at once.
    package func cut() { slow.increment() }

    /// One that had entered is closed.
    package func leave() {
        open.subtract(1, ordering: .relaxed)
    }
}
