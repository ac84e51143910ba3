import Dispatch
import Mail
import Synchronization

/// Where write requests wait, bounded: full means overloaded, never more memory.
///
/// Callers wait for their answer; settlements only for their turn, and while a backlog drains there are thousands of them. So callers come
/// first, and one batch takes no more settlements beside them than a caller who comes next can wait for.
final class WriterInbox: Sendable {
    enum Taken {
        /// Settlements come last.
        case requests([WriteRequest])
        /// Nothing came within the patience.
        case quiet
        /// Closed and empty.
        case closed
    }

    enum Placed { case placed, full, closed }

    /// Settlements in one batch at least, when as many wait: else callers without end would keep them out.
    private static let settlementShare = 64

    /// Places beyond those of callers for the line's own writes, which are a few at a time.
    private static let upkeepRoom = 64

    private struct State {
        /// Of callers and the line's own.
        var requests: [WriteRequest] = []
        var settlements: [WriteRequest] = []
        /// How many requests the waiting thread wants to be woken for; `nil`: none waits.
        var wanted: Int?
        var isClosed = false

        var count: Int { requests.count + settlements.count }
    }

    private let state = Mutex(State())
    private let bell = DispatchSemaphore(value: 0)

    var hasWork: Bool { state.withLock { $0.count > 0 } }

    /// Settlements have room of their own, for as many as entries can be leased: a lost settlement is a second mail.
    func place(_ request: WriteRequest) -> Placed {
        let (placed, ring) = state.withLock { state -> (Placed, Bool) in
            if state.isClosed { return (.closed, false) }
            if request.origin == .settlement {
                guard state.settlements.count < Limits.writerInbox + Limits.readyEntries else { return (.full, false) }
                state.settlements.append(request)
            } else {
                // A flood of callers must not keep the line from renewing its leases.
                let room = Limits.writerInbox + (request.origin == .upkeep ? Self.upkeepRoom : 0)
                guard state.requests.count < room else { return (.full, false) }
                state.requests.append(request)
            }
            guard let wanted = state.wanted, state.count >= wanted else { return (.placed, false) }
            state.wanted = nil
            return (.placed, true)
        }
        if ring { bell.signal() }
        return placed
    }

    /// The oldest requests, at most `limit`; waits for one.
    ///
    /// - Parameters:
    ///   - isBusy: Callers come at present: settlements are taken in small portions.
    ///   - gathering: Milliseconds to wait for `limit` requests when there are fewer; 0 takes what is there.
    ///   - patience: Milliseconds until `quiet`; `nil` waits for ever.
    func take(_ limit: Int, isBusy: Bool, gathering: Int, patience: Int?) -> Taken {
        if gathering > 0 { wait(for: limit, atMost: gathering) }
        while true {
            if let taken = takeNow(limit, isBusy) { return taken }
            if wait(for: 1, atMost: patience) { continue }
            return takeNow(limit, isBusy) ?? .quiet
        }
    }

    /// Takes no more requests; what waits is still written.
    func close() {
        let ring = state.withLock { state in
            state.isClosed = true
            defer { state.wanted = nil }
            return state.wanted != nil
        }
        if ring { bell.signal() }
    }

    /// Waits until `count` requests are there or the inbox closes. `false` when the time was over first.
    @discardableResult
    private func wait(for count: Int, atMost milliseconds: Int?) -> Bool {
        let waits = state.withLock { state in
            guard !state.isClosed, state.count < count else { return false }
            state.wanted = count
            return true
        }
        guard waits else { return true }
        guard let milliseconds else {
            bell.wait()
            return true
        }
        if bell.wait(timeout: .now() + .milliseconds(milliseconds)) == .success { return true }
        // Rung after the time was over: the ring is taken, so that no later wait ends early by it.
        if state.withLock({ state in
            defer { state.wanted = nil }
            return state.wanted == nil
        }) {
            bell.wait()
        }
        return false
    }

    private func takeNow(_ limit: Int, _ isBusy: Bool) -> Taken? {
        state.withLock { state in
            guard state.count > 0 else { return state.isClosed ? .closed : nil }
            let share = min(state.settlements.count, Self.settlementShare, limit)
            let requests = Self.takeFirst(limit - share, of: &state.requests)
            // Each caller's mail is settled later: room for twice as many keeps up with them.
            let room = isBusy || requests.contains { $0.origin == .caller } ? max(share, 2 * requests.count) : limit
            return .requests(requests + Self.takeFirst(min(room, limit - requests.count), of: &state.settlements))
        }
    }

    private static func takeFirst(_ count: Int, of requests: inout [WriteRequest]) -> [WriteRequest] {
        if requests.count <= count {
            defer { requests = [] }
            return requests
        }
        defer { requests.removeFirst(count) }
        return Array(requests.prefix(count))
    }
}
