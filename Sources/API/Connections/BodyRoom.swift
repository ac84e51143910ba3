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
    ///
    /// - Parameter isLarge: Of a body beyond what others may have: such take half of the room at most, so that there is always some for
    ///   the others.
    func enter(_ octets: Int, isLarge: Bool = false) -> Bool {
        if held.add(octets, ordering: .relaxed).newValue <= (isLarge ? limit / 2 : limit) { return true }
        held.subtract(octets, ordering: .relaxed)
        return false
    }

    /// Gives room back.
    func leave(_ octets: Int) {
        if octets > 0 { held.subtract(octets, ordering: .relaxed) }
    }
}
