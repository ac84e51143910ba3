import NIOCore
import NIOPosix
import Synchronization

/// A value behind a lock, and tasks that wait until it fulfils a condition: no polling, no sleep.
final class Observed<Value: Sendable>: Sendable {
    private struct Waiter: Sendable {
        let condition: @Sendable (Value) -> Bool
        let continuation: CheckedContinuation<Bool, Never>
    }

    private struct State: Sendable {
        var value: Value
        var waiters: [UInt64: Waiter] = [:]
        var lastTicket: UInt64 = 0
        /// Tickets given out whose task does not wait yet; `true` once it must not begin to.
        var pending: [UInt64: Bool] = [:]
    }

    private let state: Mutex<State>

    init(_ value: Value) {
        state = Mutex(State(value: value))
    }

    func read<Result: Sendable>(_ look: (borrowing Value) -> Result) -> Result {
        state.withLock { look($0.value) }
    }

    /// Changes the value and wakes whom the change concerns.
    @discardableResult
    func mutate<Result: Sendable>(_ change: (inout Value) -> Result) -> Result {
        let (result, woken) = state.withLock { state in
            let result = change(&state.value)
            return (result, state.waiters.isEmpty ? [] : Self.takeFulfilled(&state))
        }
        for continuation in woken { continuation.resume(returning: true) }
        return result
    }

    /// Waits until the condition holds. `false` when the time is over, or the task cancelled, first.
    func wait(timeout: Duration, until condition: @escaping @Sendable (Value) -> Bool) async -> Bool {
        let ticket = state.withLock { state in
            state.lastTicket += 1
            state.pending[state.lastTicket] = false
            return state.lastTicket
        }
        let alarm = MultiThreadedEventLoopGroup.singleton.any().scheduleTask(in: TimeAmount(timeout)) { self.giveUp(ticket) }
        defer { alarm.cancel() }
        return await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                begin(ticket, Waiter(condition: condition, continuation: continuation))
            }
        } onCancel: {
            giveUp(ticket)
        }
    }

    private func begin(_ ticket: UInt64, _ waiter: Waiter) {
        let answer: Bool? = state.withLock { state in
            let isGivenUp = state.pending.removeValue(forKey: ticket) ?? true
            if waiter.condition(state.value) { return true }
            if isGivenUp { return false }
            state.waiters[ticket] = waiter
            return nil
        }
        if let answer { waiter.continuation.resume(returning: answer) }
    }

    private func giveUp(_ ticket: UInt64) {
        let waiter: Waiter? = state.withLock { state in
            if state.pending[ticket] != nil { state.pending[ticket] = true }
            return state.waiters.removeValue(forKey: ticket)
        }
        waiter?.continuation.resume(returning: false)
    }

    private static func takeFulfilled(_ state: inout State) -> [CheckedContinuation<Bool, Never>] {
        let fulfilled = state.waiters.filter { $0.value.condition(state.value) }
        for ticket in fulfilled.keys { state.waiters[ticket] = nil }
        return fulfilled.values.map(\.continuation)
    }
}
