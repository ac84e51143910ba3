import GRDB
import Issuance
import Logging
import Mail
import Queue
import Synchronization
import TestKit

@testable import StoreSQLite

/// The SQLite driver without its thread: the scheduler commits. After the run of the process is over it answers nobody.
final class SimulatedStore: QueueStore, @unchecked Sendable {
    // @unchecked: the scheduler alone commits; everything else is fixed or atomic.
    let writer: Writer
    /// What the writer's thread keeps between batches.
    var isWritable = true
    private let store: SQLiteStore
    private let database: SimulatedDatabase
    private let isOver = Atomic(false)
    /// Told of each settlement when it is asked for.
    private let claims: Claims

    init(_ database: SimulatedDatabase, clock: any TimeSource, claims: Claims) {
        let logger = Logger(label: "simulation") { _ in SwiftLogNoOpLogHandler() }
        self.database = database
        self.claims = claims
        // Entries alone are simulated: nothing is ever in the log of memtables.
        writer = Writer(
            database: database.queue, clock: clock, logger: logger, audit: .sample, memtables: Memtables(capacity: Memtables.capacity))
        store = SQLiteStore(database: database.queue, writer: writer, lock: nil, logger: logger)
    }

    /// What waited is lost.
    func end() {
        isOver.store(true, ordering: .relaxed)
        writer.handOver(to: nil)
        while writer.inbox.hasWork, case .requests(let requests) = writer.inbox.take(256, isBusy: false, gathers: false, patience: 0) {
            for request in requests { request.fail(.closed) }
        }
    }

    private var live: SQLiteStore {
        get throws(StoreFault) {
            if isOver.load(ordering: .relaxed) { throw .closed }
            return store
        }
    }

    func handOver(to receiver: (any LeaseReceiver)?) {
        if !isOver.load(ordering: .relaxed) { store.handOver(to: receiver) }
    }

    func enqueue(_ entries: [QueueEntry]) async throws(StoreFault) { try await live.enqueue(entries) }

    func lease(_ limits: [Lane: Int], owner: LeaseOwner, now: Instant, until: Instant) async throws(StoreFault) -> [Lease] {
        try await live.lease(limits, owner: owner, now: now, until: until)
    }

    func renew(_ rows: [Int64], owner: LeaseOwner, until: Instant) async throws(StoreFault) -> Set<Int64> {
        try await live.renew(rows, owner: owner, until: until)
    }

    func settle(_ settlement: Settlement, completion: @escaping @Sendable (SettleResult) -> Void) {
        claims.settled(settlement)
        guard let live = try? live else { return completion(.notLeased) }
        live.settle(settlement) { [self] result in completion(isOver.load(ordering: .relaxed) ? .notLeased : result) }
    }

    func cancel(_ id: QueueID, reason: Reason, by actor: AuditActor, now: Instant) async throws(StoreFault) -> CancelResult {
        try await live.cancel(id, reason: reason, by: actor, now: now)
    }

    func perform(
        _ action: MessageAction, on id: QueueID, minimumLeft: [String: Duration], by actor: AuditActor, now: Instant
    ) async throws(StoreFault) -> MessageActionResult {
        try await live.perform(action, on: id, minimumLeft: minimumLeft, by: actor, now: now)
    }

    func perform(
        _ action: BulkAction, on ids: [QueueID], selection: String, minimumLeft: [String: Duration], by actor: AuditActor, now: Instant
    ) async throws(StoreFault) -> [MessageActionResult] {
        try await live.perform(action, on: ids, selection: selection, minimumLeft: minimumLeft, by: actor, now: now)
    }

    func expire(now: Instant, minimumLeft: [String: Duration], limit: Int) async throws(StoreFault) -> Int {
        try await live.expire(now: now, minimumLeft: minimumLeft, limit: limit)
    }

    func recover(
        owner: LeaseOwner, formerOwners: Bool, marks: FlightMarks, now: Instant, limit: Int
    ) async throws(StoreFault) -> [RecoveredEntry] {
        try await live.recover(owner: owner, formerOwners: formerOwners, marks: marks, now: now, limit: limit)
    }

    func giveBack(_ rows: [Int64], owner: LeaseOwner, now: Instant) async throws(StoreFault) {
        try await live.giveBack(rows, owner: owner, now: now)
    }

    func setPaused(_ isPaused: Bool, _ pause: QueuePause, by actor: AuditActor, now: Instant) async throws(StoreFault) {
        try await live.setPaused(isPaused, pause, by: actor, now: now)
    }

    func releasePaused(now: Instant, limit: Int) async throws(StoreFault) -> Int { try await live.releasePaused(now: now, limit: limit) }

    func prune(_ edges: RetentionEdges, now: Instant, limit: Int) async throws(StoreFault) -> Int {
        // Nobody has a role here; to look for names is a reader's work, whom no scheduler orders.
        try await live.writer.write(.upkeep) { try $0.prune(edges, persons: [], now: now, limit: limit) }
    }

    func checkWritable() async throws(StoreFault) { try await live.checkWritable() }

    // MARK: Reads, on this thread: the driver's own go to other threads

    func pauses() async throws(StoreFault) -> Set<QueuePause> { try read { try $0.pauses() } }

    func nextDue(in lanes: Set<Lane>) async throws(StoreFault) -> Instant? {
        try read { db in
            try lanes.compactMap { lane in try db.row(Statements.nextDue, .number(lane.priority)) { $0.optionalTime(0) } ?? nil }.min()
        }
    }

    func oldestUntried(in lane: Lane) async throws(StoreFault) -> Instant? { try await live.oldestUntried(in: lane) }

    func message(_ id: QueueID) async throws(StoreFault) -> QueueMessage? { try await live.message(id) }

    func messages(_ filter: MessageFilter, after: QueueID?, limit: Int) async throws(StoreFault) -> MessagePage {
        try await live.messages(filter, after: after, limit: limit)
    }

    func summary(now: Instant, minimumLeft: [String: Duration]) async throws(StoreFault) -> QueueSummary {
        try await live.summary(now: now, minimumLeft: minimumLeft)
    }

    private func read<Value>(_ body: (Connection) throws -> Value) throws(StoreFault) -> Value {
        if isOver.load(ordering: .relaxed) { throw .closed }
        do {
            return try database.queue.writeWithoutTransaction { try body(Connection($0, prepared: database.prepared)) }
        } catch {
            throw StoreFault(error)
        }
    }
}
