package import Mail

/// What a database must do for the queue. One conformance suite holds every driver to it.
///
/// Every write rides in a group commit: the call returns after the commit that holds it was synced to disk.
package protocol QueueStore: Sendable {
    /// Hands entries over in memory from now on (``LeaseReceiver``); `nil` stops it.
    func handOver(to receiver: (any LeaseReceiver)?)

    /// Commits entries that no issuance record accompanies: canaries, tests, benchmarks.
    ///
    /// An entry with a supersession key cancels the queued ones with the same key in the same transaction, and leased ones
    /// that the receiver can still withdraw.
    func enqueue(_ entries: [QueueEntry]) async throws(StoreFault)

    /// Leases due entries, `code` before `link` before `notice`, oldest due first inside a lane, until `until`.
    ///
    /// - Parameter limits: The most to take from each lane; a lane that is not named gives none.
    func lease(_ limits: [Lane: Int], owner: LeaseOwner, now: Instant, until: Instant) async throws(StoreFault) -> [Lease]

    /// Extends leases that `owner` still has, also such as have ended and were not taken back. Returns the rows that were extended.
    ///
    /// A row may be another entry's meanwhile, for the store gives it away again: the caller knows its leases by identifier.
    func renew(_ rows: [Int64], owner: LeaseOwner, until: Instant) async throws(StoreFault) -> Set<Int64>

    /// Ends a lease, only if it is still the owner's and its row still the entry's. Returns at once; `completion` is called after the
    /// commit, on any thread, and before a later request is answered: who is told of a new lease knows that the old one is over.
    func settle(_ settlement: Settlement, completion: @escaping @Sendable (SettleResult) -> Void)

    /// Cancels an entry that is queued, held, or leased and still withdrawable.
    ///
    /// - Parameter actor: Goes into the audit log with what was done.
    func cancel(_ id: QueueID, reason: Reason, by actor: AuditActor, now: Instant) async throws(StoreFault) -> CancelResult

    /// Does what an operator asks of an entry that is queued, held, or, to hold it, leased and still withdrawable.
    ///
    /// Released and retried ones are due `now`, for the reason `released_by_operator`, and the receiver is woken. What is in the hands of a
    /// connection is not touched and not marked: the operator is told.
    ///
    /// - Parameter minimumLeft: By kind; with less life left nothing is released.
    func perform(
        _ action: MessageAction, on id: QueueID, minimumLeft: [String: Duration], by actor: AuditActor, now: Instant
    ) async throws(StoreFault) -> MessageActionResult

    /// Does to each of many messages what ``perform(_:on:minimumLeft:by:now:)`` or ``cancel(_:reason:by:now:)`` does to one, in one
    /// transaction: as many as a caller who comes next can wait for.
    ///
    /// What was done goes into the audit log as one entry for each municipality, with counts.
    ///
    /// - Parameter selection: What they were chosen by, for the audit log.
    /// - Returns: What became of each, in their order.
    func perform(
        _ action: BulkAction, on ids: [QueueID], selection: String, minimumLeft: [String: Duration], by actor: AuditActor, now: Instant
    ) async throws(StoreFault) -> [MessageActionResult]

    /// Brings entries whose last submission has passed to `expired`: queued and held ones. Returns how many; at most `limit`.
    ///
    /// - Parameter minimumLeft: By kind; a kind not named has none.
    func expire(now: Instant, minimumLeft: [String: Duration], limit: Int) async throws(StoreFault) -> Int

    /// Makes leases queued again that ended before `now`, and, with `formerOwners`, all that are not `owner`'s (after a start).
    ///
    /// Ended ones of `owner` itself too: it renews what it holds right before, or does not ask.
    ///
    /// Those that `marks` names as accepted are settled so, with their attempt. Those in doubt get one more resend and the reason
    /// `process_ended_after_final_dot`; the line decides by the kind's policy when it takes them. Returns the entries that were leased.
    func recover(
        owner: LeaseOwner, formerOwners: Bool, marks: FlightMarks, now: Instant, limit: Int
    ) async throws(StoreFault) -> [RecoveredEntry]

    /// Gives leases back at once (a drain): queued, due as before, no attempt counted.
    func giveBack(_ rows: [Int64], owner: LeaseOwner, now: Instant) async throws(StoreFault)

    /// All that is paused.
    func pauses() async throws(StoreFault) -> Set<QueuePause>

    /// Notes that something is paused, or no more. What is so already stays so.
    func setPaused(_ isPaused: Bool, _ pause: QueuePause, by actor: AuditActor, now: Instant) async throws(StoreFault)

    /// Makes queued again, due as before, what was held for the reason `paused` and for a domain that is not paused now, and wakes the
    /// receiver. Returns how many; at most `limit`.
    func releasePaused(now: Instant, limit: Int) async throws(StoreFault) -> Int

    /// When the next queued entry of one of the lanes falls due; `nil` when nothing is queued.
    func nextDue(in lanes: Set<Lane>) async throws(StoreFault) -> Instant?

    /// When the oldest queued entry of a lane was issued that no relay was asked for yet; `nil` when there is none.
    ///
    /// One that a recipient's server put off does not count: it is that recipient's matter. Looks at the 10,000 oldest.
    func oldestUntried(in lane: Lane) async throws(StoreFault) -> Instant?

    /// One message with its attempts, from the queue or from history.
    func message(_ id: QueueID) async throws(StoreFault) -> QueueMessage?

    /// A page of messages, newest first, from the queue and from history.
    ///
    /// - Parameters:
    ///   - after: The `next` of the page before.
    ///   - limit: 1 to ``Limits/pageItems``.
    func messages(_ filter: MessageFilter, after: QueueID?, limit: Int) async throws(StoreFault) -> MessagePage

    /// How the lanes stand.
    func summary(now: Instant, minimumLeft: [String: Duration]) async throws(StoreFault) -> QueueSummary

    /// Deletes what is too old and wipes what is over; at most `limit` rows of each table. Returns how many in all: below `limit` only when
    /// nothing more is to be done.
    ///
    /// - Parameter edges: What is older goes. One entry a day in the audit log says how many of each.
    func prune(_ edges: RetentionEdges, now: Instant, limit: Int) async throws(StoreFault) -> Int

    /// Whether a write succeeds now; for readiness.
    func checkWritable() async throws(StoreFault)
}

/// What became of a cancellation.
package enum CancelResult: Hashable, Sendable {
    case cancelled
    /// A connection has begun with it.
    case inFlight
    case alreadyFinished(QueueState)
    case notFound
}

/// Why a store could not do it. Nothing was written unless the case says so.
package enum StoreFault: Error, Hashable, Sendable {
    /// The writer's inbox is full: try again.
    case overloaded
    /// Disk full, I/O error, read-only: the batch was rolled back.
    case unwritable(String)
    /// The service stops.
    case closed
    /// A defect or a damaged file.
    case broken(String)

    /// A bounded word for metrics and logs.
    package var metricLabel: String {
        switch self {
        case .overloaded: "overloaded"
        case .unwritable: "unwritable"
        case .closed: "closed"
        case .broken: "broken"
        }
    }
}
