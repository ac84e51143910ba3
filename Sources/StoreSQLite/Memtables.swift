import Mail
import Queue
import Synchronization

/// The writer's memtables between and in its transactions, and where their log ends.
///
/// The writer's thread alone changes it, and no lock is held over what the database does; others look counters up.
final class Memtables: Sendable {
    /// Values, or rows of the log, after which a memtable goes into its table: 16 MiB of limit counters and 10 MiB of challenges; half as much
    /// comes while those are on their way. A code is over after minutes, so that of 200 a second none is ever written there.
    static let capacity = 131_072
    /// So long a value stays out of its table at most, where one is asked what is in there for how long.
    private static let patience = Duration.seconds(3_600)

    struct State {
        var limits = Memtable<LimitCounters>()
        var challenges = Memtable<PendingChallenge>()
        /// The last row of the log.
        var lastRow: Int64 = 0
        /// The row before the first whose values are not on their way.
        var frozenRow: Int64 = 0
        /// The last row whose values are on their way; `nil`: nothing is.
        var flushedRow: Int64?
        /// A table took no value: nothing is moved until somebody asks again.
        var isResting = false
        /// When the oldest value that is not on its way was written; `nil`: there is none.
        var since: Instant?
        var step = FlushStep()
    }

    /// What the transaction under way put into the tables, and out of the log.
    struct FlushStep {
        var limits = 0
        var challenges = 0
        /// The log holds nothing more of what was on its way.
        var isLast = false
        /// A row was appended to the log, under this number.
        var row: Int64?
    }

    /// What a savepoint goes back to.
    struct Mark {
        fileprivate var limits = Memtable<LimitCounters>.Savepoint()
        fileprivate var challenges = Memtable<PendingChallenge>.Savepoint()
    }

    private let state: Mutex<State>
    private let capacity: Int

    init(_ state: State = State(), capacity: Int) {
        self.state = Mutex(state)
        self.capacity = capacity
    }

    func withState<Result>(_ body: (inout State) throws -> Result) rethrows -> Result { try state.withLock { try body(&$0) } }

    // MARK: Transactions

    var mark: Mark {
        withState { Mark(limits: $0.limits.transaction, challenges: $0.challenges.transaction) }
    }

    func rollBack(to mark: Mark) {
        withState { state in
            state.limits.rollBack(to: mark.limits)
            state.challenges.rollBack(to: mark.challenges)
            state.step = FlushStep()
        }
    }

    /// - Parameter now: When the transaction was.
    func commit(at now: Instant) {
        withState { state in
            state.commit(at: now)
            let rows = Int(state.lastRow - state.frozenRow)
            if max(state.limits.count, state.challenges.count, rows) >= capacity { state.freeze() }
        }
    }

    /// Puts all on its way that is older than anybody is told; also what a clock wrote that ran ahead.
    func flushAged(at now: Instant) {
        withState { state in
            state.isResting = false
            if let since = state.since, now - since >= Self.patience || now < since { state.freeze() }
        }
    }

    /// Whether values go into the tables, or rows out of the log, with each transaction.
    var areOnTheirWay: Bool { withState { $0.flushedRow != nil && !$0.isResting } }

    /// Of a subject, committed and not in the table yet; for others than the writer, who look here before they look there.
    func limitCounters(of subject: SubjectKey) -> LimitCounters? { withState { $0.limits.committed(subject) } }
}

extension Memtables.State {
    fileprivate mutating func commit(at now: Instant) {
        limits.flushed(step.limits)
        challenges.flushed(step.challenges)
        if step.isLast { flushedRow = nil }
        if let row = step.row {
            lastRow = row
            since = since ?? now
        }
        limits.commit()
        challenges.commit()
        step = Memtables.FlushStep()
    }

    /// One generation is on its way at a time; the log's rows say where it ends.
    mutating func freeze() {
        guard flushedRow == nil, since != nil else { return }
        limits.freeze()
        challenges.freeze()
        (flushedRow, frozenRow) = (lastRow, lastRow)
        since = nil
    }
}
