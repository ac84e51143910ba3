/// Which of a relay's connections are in use when not all may be. Pure; guarded by the pool's lock.
///
/// Connections are numbered from 0; connection 0 is reserved for codes while two or more may be in use, so it always has its place then.
/// Of the others those that have a place keep it: the relay has just refused another one. With one place left, nothing can be reserved:
/// whichever connection has it takes everything, codes first.
struct ConnectionPlaces: Hashable, Sendable {
    /// Bit by bit: a relay has at most 64 connections.
    private var taken: UInt64

    /// All have a place.
    init(connections: Int) { taken = connections < 64 ? (1 << UInt64(max(1, connections))) - 1 : .max }

    /// Keeps, takes or gives up the place of a connection. Returns what it is for now.
    mutating func use(_ number: Int, limit: Int) -> ConnectionUse {
        guard isAllowed(number, limit) else {
            leave(number)
            return .none
        }
        taken |= Self.bit(number)
        return number == 0 && limit > 1 ? .codesOnly : .all
    }

    /// Gives the place up: the relay refused this connection.
    mutating func leave(_ number: Int) { taken &= ~Self.bit(number) }

    private func isAllowed(_ number: Int, _ limit: Int) -> Bool {
        if number == 0, limit > 1 { return true }
        let others = (taken & ~Self.bit(number)).nonzeroBitCount
        let isKeptForCodes = limit > 1 && taken & Self.bit(0) == 0
        return others + (isKeptForCodes ? 1 : 0) < limit
    }

    private static func bit(_ number: Int) -> UInt64 { 1 << UInt64(clamping: number & 63) }
}
