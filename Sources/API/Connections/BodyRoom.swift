import Synchronization

/// How many octets of unfinished bodies the connections of one port may hold together.
final class BodyRoom: Sendable {
    private let limit: Int
    private let held = Atomic(0)

    /// - Parameter octets: The most that are held at a time.
    init(octets: Int) {
        self.limit = octets
    }

    /// Takes room; `false` when there is not enough, then none is taken.
    func enter(_ octets: Int) -> Bool {
        if held.add(octets, ordering: .relaxed).newValue <= limit { return true }
        held.subtract(octets, ordering: .relaxed)
        return false
    }

    /// Gives room back.
    func leave(_ octets: Int) {
        if octets > 0 { held.subtract(octets, ordering: .relaxed) }
    }
}
