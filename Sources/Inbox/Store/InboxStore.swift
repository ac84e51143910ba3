package import Mail

/// Accepted messages in memory: bounded by number and by octets; when full, the oldest leave.
///
/// Messages are kept as they came and parsed when someone looks at them.
package final class InboxStore: Sendable {
    struct State: Sendable {
        /// The oldest first; those before `head` are gone.
        var messages: [InboxMessage?] = []
        var head = 0
        /// Position in `messages` plus the number of positions ever cut off its front.
        var positions: [String: Int] = [:]
        var cutOff = 0
        var octets = 0
        var counters = InboxCounters()
        /// Grows with every change that a page shows.
        var revision: UInt64 = 0
    }

    let state = Observed(State())
    private let clock: any TimeSource
    /// Most messages kept; default 10,000.
    package let messagesMax: Int
    /// Most octets kept, over all messages; default 256 MiB.
    package let octetsMax: Int

    package init(clock: any TimeSource, messagesMax: Int = 10_000, octetsMax: Int = 256 * 1_024 * 1_024) {
        self.clock = clock
        self.messagesMax = max(1, messagesMax)
        self.octetsMax = max(1, octetsMax)
    }

    /// Stores a message; older ones make room.
    package func add(_ message: InboxMessage) {
        var message = message
        message.received = clock.now
        state.mutate { state in
            state.append(message)
            while state.positions.count > messagesMax || (state.octets > octetsMax && state.positions.count > 1) {
                state.dropOldest()
            }
        }
    }

    /// Messages kept now.
    package var count: Int { state.read { $0.positions.count } }

    package var counters: InboxCounters { state.read { $0.counters } }

    /// Grows with every change.
    package var revision: UInt64 { state.read { $0.revision } }

    /// All kept messages, the oldest first.
    package var messages: [InboxMessage] { state.read { $0.kept } }

    /// A page of kept messages, the newest first.
    package func newest(start: Int = 0, limit: Int) -> [InboxMessage] {
        state.read { Array($0.messages[$0.head...].reversed().lazy.compactMap(\.self).dropFirst(max(0, start)).prefix(max(0, limit))) }
    }

    /// `nil` when the message was never there, is dropped or deleted.
    package func message(_ id: String) -> InboxMessage? {
        state.read { $0.message(id) }
    }

    /// Waits until so many messages were accepted since the start, whatever became of them. `false` when the time is over first.
    package func wait(untilCount count: Int, timeout: Duration = .seconds(10)) async -> Bool {
        await state.wait(timeout: timeout) { $0.counters.accepted >= count }
    }

    /// Waits until something changes after the given revision. `false` when the time is over first.
    package func wait(after revision: UInt64, timeout: Duration) async -> Bool {
        await state.wait(timeout: timeout) { $0.revision > revision }
    }

    /// Waits until the counters fulfil a condition. `false` when the time is over first.
    package func wait(timeout: Duration = .seconds(10), until condition: @escaping @Sendable (InboxCounters) -> Bool) async -> Bool {
        await state.wait(timeout: timeout) { condition($0.counters) }
    }
}
