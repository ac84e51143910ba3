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

    /// So many times the limit are written at once while nobody calls: of the pages of a batch a fifth are the same in each.
    private static let calm = 2

    private static let gatheringMilliseconds = 5

    /// Places beyond those of callers for the line's own writes, which are a few at a time.
    private static let upkeepRoom = 64

    private struct State {
        /// Of callers and the line's own.
        var requests = WriteRequests()
        var settlements = WriteRequests()
        /// How many requests the waiting thread wants to be woken for; `nil`: none waits.
        var wanted: Int?
        /// Only settlements are waited for: whatever else comes ends that.
        var isCalm = false
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
            guard let wanted = state.wanted, state.count >= wanted || state.isCalm && state.requests.count > 0 else {
                return (.placed, false)
            }
            state.wanted = nil
            return (.placed, true)
        }
        if ring { bell.signal() }
        return placed
    }

    /// The oldest requests, at most `limit`, or twice as many while nobody calls; waits for one.
    ///
    /// - Parameters:
    ///   - isBusy: Callers come at present: settlements are taken in small portions.
    ///   - gathers: Whether settlements are given time to become more: nobody calls while a backlog drains, and they wait for nobody but the disk.
    ///   - patience: Milliseconds until `quiet`; `nil` waits for ever.
    func take(_ limit: Int, isBusy: Bool, gathers: Bool, patience: Int?) -> Taken {
        if gathers { wait(for: Self.calm * limit, atMost: Self.gatheringMilliseconds, isCalm: true) }
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
    private func wait(for count: Int, atMost milliseconds: Int?, isCalm: Bool = false) -> Bool {
        let waits = state.withLock { state in
            guard !state.isClosed, state.count < count, !(isCalm && state.requests.count > 0) else { return false }
            state.wanted = count
            state.isCalm = isCalm
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
            let requests = state.requests.takeFirst(limit - share)
            // Each caller's mail is settled later: room for twice as many keeps up with them.
            let isCalm = !isBusy && !requests.contains { $0.origin == .caller }
            let room = isCalm ? Self.calm * limit : min(limit, requests.count + max(share, 2 * requests.count))
            return .requests(requests + state.settlements.takeFirst(room - requests.count))
        }
    }
}
