import Dispatch
import Mail
import Synchronization

/// Where write requests wait, bounded: full means overloaded, never more memory.
final class WriterInbox: Sendable {
    enum Taken {
        case requests([WriteRequest])
        /// Nothing came within the patience.
        case quiet
        /// Closed and empty.
        case closed
    }

    enum Placed { case placed, full, closed }

    private struct State {
        var requests: [WriteRequest] = []
        /// How many requests the waiting thread wants to be woken for; `nil`: none waits.
        var wanted: Int?
        var isClosed = false
    }

    private let state = Mutex(State())
    private let bell = DispatchSemaphore(value: 0)

    var hasWork: Bool { state.withLock { !$0.requests.isEmpty } }

    /// - Parameter bound: The most that may wait; a settlement has a wider one, for a lost settlement is a second mail.
    func place(_ request: WriteRequest, bound: Int) -> Placed {
        let (placed, ring) = state.withLock { state -> (Placed, Bool) in
            if state.isClosed { return (.closed, false) }
            if state.requests.count >= bound { return (.full, false) }
            state.requests.append(request)
            guard let wanted = state.wanted, state.requests.count >= wanted else { return (.placed, false) }
            state.wanted = nil
            return (.placed, true)
        }
        if ring { bell.signal() }
        return placed
    }

    /// The oldest requests, at most `limit`; waits for one.
    ///
    /// - Parameters:
    ///   - gathering: Milliseconds to wait for `limit` requests when there are fewer; 0 takes what is there.
    ///   - patience: Milliseconds until `quiet`; `nil` waits for ever.
    func take(_ limit: Int, gathering: Int, patience: Int?) -> Taken {
        if gathering > 0 { wait(for: limit, atMost: gathering) }
        while true {
            if let taken = takeNow(limit) { return taken }
            if wait(for: 1, atMost: patience) { continue }
            return takeNow(limit) ?? .quiet
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
            guard !state.isClosed, state.requests.count < count else { return false }
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

    private func takeNow(_ limit: Int) -> Taken? {
        state.withLock { state in
            if state.requests.isEmpty { return state.isClosed ? .closed : nil }
            if state.requests.count <= limit {
                defer { state.requests = [] }
                return .requests(state.requests)
            }
            defer { state.requests.removeFirst(limit) }
            return .requests(Array(state.requests.prefix(limit)))
        }
    }
}
