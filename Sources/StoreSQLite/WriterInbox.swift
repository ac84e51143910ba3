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
        var isWaiting = false
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
            defer { state.isWaiting = false }
            return (.placed, state.isWaiting)
        }
        if ring { bell.signal() }
        return placed
    }

    /// The oldest requests, at most `limit`; waits for one.
    ///
    /// - Parameter patience: Milliseconds until `quiet`; `nil` waits for ever.
    func take(_ limit: Int, patience: Int?) -> Taken {
        while true {
            if let taken = takeNow(limit) { return taken }
            if let patience {
                if bell.wait(timeout: .now() + .milliseconds(patience)) == .timedOut { return takeNow(limit) ?? .quiet }
            } else {
                bell.wait()
            }
        }
    }

    /// Takes no more requests; what waits is still written.
    func close() {
        let ring = state.withLock { state in
            state.isClosed = true
            defer { state.isWaiting = false }
            return state.isWaiting
        }
        if ring { bell.signal() }
    }

    private func takeNow(_ limit: Int) -> Taken? {
        state.withLock { state in
            if state.requests.isEmpty {
                state.isWaiting = !state.isClosed
                return state.isClosed ? .closed : nil
            }
            if state.requests.count <= limit {
                defer { state.requests = [] }
                return .requests(state.requests)
            }
            defer { state.requests.removeFirst(limit) }
            return .requests(Array(state.requests.prefix(limit)))
        }
    }
}
