import Mail
import Queue
import Synchronization

/// A store in which what is looked for is rare: each read of the list looks at one identifier, and says that it looked at so many rows for it.
/// All else is the store's.
final class SparseQueue: QueueStore {
    /// Newest first.
    private let identifiers: [QueueID]
    private let matching: [QueueMessage]
    private let rows: Int
    private let store: any QueueStore
    private let count = Mutex(0)

    /// How often the list was read.
    var reads: Int { count.withLock { $0 } }

    init(_ store: any QueueStore, identifiers: [QueueID], matching: [QueueMessage], rows: Int) {
        self.store = store
        self.identifiers = identifiers
        self.matching = matching
        self.rows = rows
    }

    func messages(_ filter: MessageFilter, after: QueueID?, limit: Int) async throws(StoreFault) -> MessagePage {
        count.withLock { $0 += 1 }
        let rest = after.flatMap { identifiers.firstIndex(of: $0) }.map { identifiers[($0 + 1)...] } ?? identifiers[...]
        guard let seen = rest.first else { return MessagePage(messages: [], next: nil, rows: 0) }
        return MessagePage(messages: matching.filter { $0.id == seen }, next: rest.count > 1 ? seen : nil, rows: rows)
    }

    func handOver(to receiver: (any LeaseReceiver)?) { store.handOver(to: receiver) }
    func enqueue(_ entries: [QueueEntry]) async throws(StoreFault) { try await store.enqueue(entries) }
    func lease(_ limits: [Lane: Int], owner: LeaseOwner, now: Instant, until: Instant) async throws(StoreFault) -> [Lease] {
        try await store.lease(limits, owner: owner, now: now, until: until)
    }
    func renew(_ rows: [Int64], owner: LeaseOwner, until: Instant) async throws(StoreFault) -> Set<Int64> {
        try await store.renew(rows, owner: owner, until: until)
    }
    func settle(_ settlement: Settlement, completion: @escaping @Sendable (SettleResult) -> Void) {
        store.settle(settlement, completion: completion)
    }
    func cancel(_ id: QueueID, reason: Reason, by actor: AuditActor, now: Instant) async throws(StoreFault) -> CancelResult {
        try await store.cancel(id, reason: reason, by: actor, now: now)
    }
    func perform(
        _ action: MessageAction, on id: QueueID, minimumLeft: [String: Duration], by actor: AuditActor, now: Instant
    ) async throws(StoreFault) -> MessageActionResult {
        try await store.perform(action, on: id, minimumLeft: minimumLeft, by: actor, now: now)
    }
    func perform(
        _ action: BulkAction, on ids: [QueueID], selection: String, minimumLeft: [String: Duration], by actor: AuditActor, now: Instant
    ) async throws(StoreFault) -> [MessageActionResult] {
        try await store.perform(action, on: ids, selection: selection, minimumLeft: minimumLeft, by: actor, now: now)
    }
    func expire(now: Instant, minimumLeft: [String: Duration], limit: Int) async throws(StoreFault) -> Int {
        try await store.expire(now: now, minimumLeft: minimumLeft, limit: limit)
    }
    func recover(
        owner: LeaseOwner, formerOwners: Bool, marks: FlightMarks, now: Instant, limit: Int
    ) async throws(StoreFault) -> [RecoveredEntry] {
        try await store.recover(owner: owner, formerOwners: formerOwners, marks: marks, now: now, limit: limit)
    }
    func giveBack(_ rows: [Int64], owner: LeaseOwner, now: Instant) async throws(StoreFault) {
        try await store.giveBack(rows, owner: owner, now: now)
    }
    func pauses() async throws(StoreFault) -> Set<QueuePause> { try await store.pauses() }
    func setPaused(_ isPaused: Bool, _ pause: QueuePause, by actor: AuditActor, now: Instant) async throws(StoreFault) {
        try await store.setPaused(isPaused, pause, by: actor, now: now)
    }
    func releasePaused(now: Instant, limit: Int) async throws(StoreFault) -> Int { try await store.releasePaused(now: now, limit: limit) }
    func nextDue(in lanes: Set<Lane>) async throws(StoreFault) -> Instant? { try await store.nextDue(in: lanes) }
    func oldestUntried(in lane: Lane) async throws(StoreFault) -> Instant? { try await store.oldestUntried(in: lane) }
    func message(_ id: QueueID) async throws(StoreFault) -> QueueMessage? { try await store.message(id) }
    func summary(now: Instant, minimumLeft: [String: Duration]) async throws(StoreFault) -> QueueSummary {
        try await store.summary(now: now, minimumLeft: minimumLeft)
    }
    func prune(_ edges: RetentionEdges, now: Instant, limit: Int) async throws(StoreFault) -> Int {
        try await store.prune(edges, now: now, limit: limit)
    }
    func checkWritable() async throws(StoreFault) { try await store.checkWritable() }
}
