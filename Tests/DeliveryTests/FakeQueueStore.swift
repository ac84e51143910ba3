import Mail
import Queue
import Synchronization

/// A queue in memory, with the promises of `QueueStore` that the line rests on.
final class FakeQueueStore: QueueStore {
    struct Record: Sendable {
        var entry: QueueEntry
        var state: QueueState
        var reason: Reason = .enqueued
        var owner: LeaseOwner?
        var until = Instant.distantPast
        var attempts: [AttemptRecord] = []
    }

    private struct State {
        var records: [Record] = []
        var receiver: (any LeaseReceiver)?
        var failsSettlements = false
        var broken: QueueID?
        var keepsSettlements = false
        var kept: [(settlement: Settlement, completion: @Sendable (SettleResult) -> Void)] = []
        var checks = 0
        var attempts = 0
        var failsRecovery = false
        var failsRenewals = false
        var renewals = 0
        var onSettle: (@Sendable (Settlement) -> Void)?
        var settlements: [Settlement] = []
        var recoveries: [FlightMarks] = []
        var givenBack = 0
        var onLease: (@Sendable ([Lease]) async -> Void)?
        var withdrawn: Set<QueueID> = []
        var pauses: Set<QueuePause> = []
        var prunable = 0
        var prunings: [Int] = []
    }

    private let state = Mutex(State())
    let clock: any TimeSource

    init(clock: any TimeSource) { self.clock = clock }

    // MARK: For tests

    /// While set, no settlement is written, as on a full disk.
    var failsSettlements: Bool {
        get { state.withLock { $0.failsSettlements } }
        set { state.withLock { $0.failsSettlements = newValue } }
    }
    /// The settlement of this entry alone cannot be written, as on a damaged page.
    var broken: QueueID? {
        get { state.withLock { $0.broken } }
        set { state.withLock { $0.broken = newValue } }
    }
    /// While set, settlements wait, as for a disk that does not answer; they are written when it is unset.
    var keepsSettlements: Bool {
        get { state.withLock { $0.keepsSettlements } }
        set {
            let kept = state.withLock { state in
                state.keepsSettlements = newValue
                defer { if !newValue { state.kept = [] } }
                return newValue ? [] : state.kept
            }
            for (settlement, completion) in kept { settle(settlement, completion: completion) }
        }
    }
    /// Settlements that were to be written, those that failed included.
    var attempts: Int { state.withLock { $0.attempts } }
    /// How often the line asked whether the store can write.
    var checks: Int { state.withLock { $0.checks } }

    /// Says so to the line, as the writer does after a batch.
    func noteWritable(_ isWritable: Bool) { state.withLock { $0.receiver }?.noteWritable(isWritable) }

    /// While set, recovery throws.
    var failsRecovery: Bool {
        get { state.withLock { $0.failsRecovery } }
        set { state.withLock { $0.failsRecovery = newValue } }
    }
    /// While set, no lease is renewed.
    var failsRenewals: Bool {
        get { state.withLock { $0.failsRenewals } }
        set { state.withLock { $0.failsRenewals = newValue } }
    }
    /// How often the sweep came here: renewals, failed ones included, and recoveries.
    var sweeps: Int { state.withLock { $0.renewals + $0.recoveries.count } }
    /// Rows of history that are too old, and how many each pruning took of them.
    var prunable: Int {
        get { state.withLock { $0.prunable } }
        set { state.withLock { $0.prunable = newValue } }
    }
    var prunings: [Int] { state.withLock { $0.prunings } }
    /// Called before each settlement is written.
    var onSettle: (@Sendable (Settlement) -> Void)? {
        get { state.withLock { $0.onSettle } }
        set { state.withLock { $0.onSettle = newValue } }
    }
    /// Called with what was leased, before it is answered.
    var onLease: (@Sendable ([Lease]) async -> Void)? {
        get { state.withLock { $0.onLease } }
        set { state.withLock { $0.onLease = newValue } }
    }
    /// Whether a line listens.
    var isHandingOver: Bool { state.withLock { $0.receiver != nil } }
    var settlements: [Settlement] { state.withLock { $0.settlements } }
    var recoveries: [FlightMarks] { state.withLock { $0.recoveries } }
    var givenBack: Int { state.withLock { $0.givenBack } }
    var records: [Record] { state.withLock { $0.records } }
    func record(_ id: QueueID) -> Record? { state.withLock { $0.records.first { $0.entry.id == id } } }
    func count(_ wanted: QueueState) -> Int { state.withLock { $0.records.count { $0.state == wanted } } }

    /// Puts an entry in as a former run left it.
    func leaveLeased(_ entry: QueueEntry, by owner: LeaseOwner, until: Instant) {
        state.withLock { $0.records.append(Record(entry: entry, state: .leased, owner: owner, until: until)) }
    }

    // MARK: QueueStore

    func handOver(to receiver: (any LeaseReceiver)?) { state.withLock { $0.receiver = receiver } }

    func enqueue(_ entries: [QueueEntry]) async throws(StoreFault) {
        let receiver = state.withLock { $0.receiver }
        var leases: [Lease] = []
        var isQueued = false
        for entry in entries {
            let isHanded = receiver?.reserve(entry.lane) ?? false
            state.withLock { state in
                var record = Record(entry: entry, state: isHanded ? .leased : .queued)
                if isHanded, let receiver {
                    record.owner = receiver.owner
                    record.until = clock.now + Lease.duration
                    leases.append(Lease(entry: entry, row: Int64(state.records.count), owner: receiver.owner, until: record.until))
                }
                state.records.append(record)
            }
            if !isHanded { isQueued = true }
        }
        if !leases.isEmpty { receiver?.receive(leases) }
        if isQueued { receiver?.wake(due: []) }
    }

    func lease(_ limits: [Lane: Int], owner: LeaseOwner, now: Instant, until: Instant) async throws(StoreFault) -> [Lease] {
        let leases = state.withLock { state in
            var leases: [Lease] = []
            for lane in Lane.allCases {
                let due = state.records.indices
                    .filter { state.records[$0].state == .queued && state.records[$0].entry.lane == lane }
                    .filter { state.records[$0].entry.due <= now }
                    .sorted { state.records[$0].entry.due < state.records[$1].entry.due }
                for row in due.prefix(limits[lane] ?? 0) {
                    state.records[row].state = .leased
                    state.records[row].owner = owner
                    state.records[row].until = until
                    leases.append(Lease(entry: state.records[row].entry, row: Int64(row), owner: owner, until: until))
                }
            }
            return leases
        }
        await onLease?(leases)
        return leases
    }

    func renew(_ rows: [Int64], owner: LeaseOwner, until: Instant) async throws(StoreFault) -> Set<Int64> {
        let renewed: Set<Int64>? = state.withLock { state in
            state.renewals += 1
            if state.failsRenewals { return nil }
            return Set(
                rows.filter { row in
                    guard state.records[Int(row)].state == .leased, state.records[Int(row)].owner == owner else { return false }
                    state.records[Int(row)].until = until
                    return true
                })
        }
        guard let renewed else { throw .unwritable("renewal") }
        return renewed
    }

    func settle(_ settlement: Settlement, completion: @escaping @Sendable (SettleResult) -> Void) {
        let isKept = state.withLock { state in
            if state.keepsSettlements { state.kept.append((settlement, completion)) }
            return state.keepsSettlements
        }
        onSettle?(settlement)
        if isKept { return }
        let result: SettleResult = state.withLock { state in
            let result = Self.settle(settlement, &state)
            // With the lock held: no later lease of the entry is given out before.
            completion(result)
            return result
        }
        // As the writer does: whatever is due at once wakes the line, lane or no lane.
        if result == .settled, case .waiting(let due, _, _) = settlement.next, due <= clock.now {
            state.withLock { $0.receiver }?.wake(due: [])
        }
    }

    private static func settle(_ settlement: Settlement, _ state: inout State) -> SettleResult {
        state.attempts += 1
        if state.failsSettlements { return .failed }
        if settlement.lease.entry.id == state.broken { return .broken }
        let row = Int(settlement.lease.row)
        guard state.records[row].state == .leased, state.records[row].owner == settlement.lease.owner else { return .notLeased }
        state.settlements.append(settlement)
        state.records[row].owner = nil
        state.records[row].reason = settlement.reason
        if let attempt = settlement.attempt { state.records[row].attempts.append(attempt) }
        switch settlement.next {
        case .finished(let final): state.records[row].state = final
        case .held(let attempt):
            state.records[row].state = .held
            state.records[row].entry.attempt = attempt
        case .waiting where state.withdrawn.contains(state.records[row].entry.id):
            state.records[row].state = .cancelled
        case .waiting(let due, let attempt, let resends):
            state.records[row].state = .queued
            state.records[row].entry.due = due
            state.records[row].entry.attempt = attempt
            state.records[row].entry.resends = resends
        }
        return .settled
    }

    func cancel(_ id: QueueID, reason: Reason, by actor: AuditActor, now: Instant) async throws(StoreFault) -> CancelResult {
        state.withLock { state in
            guard let row = state.records.firstIndex(where: { $0.entry.id == id }) else { return .notFound }
            let found = state.records[row].state
            if found.isTerminal { return .alreadyFinished(found) }
            if found == .leased, !(state.receiver?.withdraw(id) ?? false) {
                state.withdrawn.insert(id)
                return .inFlight
            }
            state.records[row].state = .cancelled
            state.records[row].reason = reason
            return .cancelled
        }
    }

    func perform(
        _ action: MessageAction, on id: QueueID, minimumLeft: [String: Duration], by actor: AuditActor, now: Instant
    ) async throws(StoreFault) -> MessageActionResult {
        let (result, lane) = state.withLock { state -> (MessageActionResult, Lane?) in
            guard let row = state.records.firstIndex(where: { $0.entry.id == id }) else { return (.notFound, nil) }
            let found = state.records[row].state
            if found.isTerminal { return (.alreadyFinished(found), nil) }
            if found == .leased { return (.inFlight, nil) }
            state.records[row].state = action == .hold ? .held : .queued
            state.records[row].reason = action == .hold ? .heldByOperator : .releasedByOperator
            guard action != .hold else { return (.done, nil) }
            state.records[row].entry.due = now
            return (.done, state.records[row].entry.lane)
        }
        if let lane { state.withLock { $0.receiver }?.wake(due: [lane]) }
        return result
    }

    func perform(
        _ action: BulkAction, on ids: [QueueID], selection: String, minimumLeft: [String: Duration], by actor: AuditActor, now: Instant
    ) async throws(StoreFault) -> [MessageActionResult] {
        var results: [MessageActionResult] = []
        for id in ids {
            switch action {
            case .perform(let action):
                results.append(try await perform(action, on: id, minimumLeft: minimumLeft, by: actor, now: now))
            case .cancel(let reason):
                switch try await cancel(id, reason: reason, by: actor, now: now) {
                case .cancelled: results.append(.done)
                case .inFlight: results.append(.inFlight)
                case .alreadyFinished(let state): results.append(.alreadyFinished(state))
                case .notFound: results.append(.notFound)
                }
            }
        }
        return results
    }

    func expire(now: Instant, minimumLeft: [String: Duration], limit: Int) async throws(StoreFault) -> Int {
        state.withLock { state in
            let rows = state.records.indices.filter { row in
                let record = state.records[row]
                return [.queued, .held].contains(record.state) && now >= record.entry.expires - (minimumLeft[record.entry.kind] ?? .zero)
            }.prefix(limit)
            for row in rows { state.records[row].state = .expired }
            return rows.count
        }
    }

    func recover(
        owner: LeaseOwner, formerOwners: Bool, marks: FlightMarks, now: Instant, limit: Int
    ) async throws(StoreFault) -> [RecoveredEntry] {
        let entries: [RecoveredEntry]? = state.withLock { state in
            if state.failsRecovery { return nil }
            state.recoveries.append(marks)
            return state.records.indices.filter { row in
                let record = state.records[row]
                return record.state == .leased && (record.until <= now || (formerOwners && record.owner != owner))
            }.prefix(limit).map { row in
                let became = Self.recover(&state.records[row], marks)
                let entry = state.records[row].entry
                return RecoveredEntry(id: entry.id, kind: entry.kind, languages: entry.languages, became: became)
            }
        }
        guard let entries else { throw .unwritable("recovery") }
        return entries
    }

    private static func recover(_ record: inout Record, _ marks: FlightMarks) -> RecoveredEntry.Became {
        record.owner = nil
        if let attempt = marks.accepted[record.entry.id] {
            (record.state, record.reason) = (.accepted, attempt.reason)
            record.attempts.append(attempt)
            return .accepted
        }
        record.state = .queued
        guard marks.inDoubt.contains(record.entry.id) else {
            record.reason = .leaseExpired
            return .queued
        }
        record.entry.resends += 1
        record.reason = .processEndedAfterFinalDot
        return .inDoubt
    }

    func giveBack(_ rows: [Int64], owner: LeaseOwner, now: Instant) async throws(StoreFault) {
        state.withLock { state in
            for row in rows where state.records[Int(row)].state == .leased && state.records[Int(row)].owner == owner {
                let isWithdrawn = state.withdrawn.contains(state.records[Int(row)].entry.id)
                state.records[Int(row)].state = isWithdrawn ? .cancelled : .queued
                state.records[Int(row)].owner = nil
                state.records[Int(row)].reason = .drained
                state.givenBack += 1
            }
        }
    }

    func nextDue(in lanes: Set<Lane>) async throws(StoreFault) -> Instant? {
        state.withLock { $0.records.filter { $0.state == .queued && lanes.contains($0.entry.lane) }.map(\.entry.due).min() }
    }

    func oldestUntried(in lane: Lane) async throws(StoreFault) -> Instant? {
        state.withLock { state in
            state.records.filter { $0.state == .queued && $0.entry.lane == lane && $0.entry.attempt == 0 }.map(\.entry.issued).min()
        }
    }

    func pauses() async throws(StoreFault) -> Set<QueuePause> { state.withLock { $0.pauses } }

    func setPaused(_ isPaused: Bool, _ pause: QueuePause, by actor: AuditActor, now: Instant) async throws(StoreFault) {
        state.withLock { state in
            if isPaused { state.pauses.insert(pause) } else { state.pauses.remove(pause) }
        }
    }

    func releasePaused(now: Instant, limit: Int) async throws(StoreFault) -> Int {
        let lanes = state.withLock { state -> [Lane] in
            let rows = state.records.indices.filter { row in
                let record = state.records[row]
                return record.state == .held && record.reason == .paused && !state.pauses.contains(.domain(record.entry.domain))
            }.prefix(limit)
            for row in rows { (state.records[row].state, state.records[row].reason) = (.queued, .releasedByOperator) }
            return rows.map { state.records[$0].entry.lane }
        }
        if !lanes.isEmpty { state.withLock { $0.receiver }?.wake(due: Set(lanes)) }
        return lanes.count
    }

    func message(_ id: QueueID) async throws(StoreFault) -> QueueMessage? { nil }

    func messages(_ filter: MessageFilter, after: QueueID?, limit: Int) async throws(StoreFault) -> MessagePage {
        MessagePage(messages: [], next: nil, rows: 0)
    }

    func summary(now: Instant, minimumLeft: [String: Duration]) async throws(StoreFault) -> QueueSummary {
        QueueSummary(lanes: [], totals: [:])
    }

    func prune(_ edges: RetentionEdges, now: Instant, limit: Int) async throws(StoreFault) -> Int {
        state.withLock { state in
            let pruned = min(limit, state.prunable)
            state.prunable -= pruned
            if pruned > 0 { state.prunings.append(pruned) }
            return pruned
        }
    }

    func checkWritable() async throws(StoreFault) { state.withLock { $0.checks += 1 } }
}
