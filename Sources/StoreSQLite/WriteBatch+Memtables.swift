import Issuance
import Mail

/// Limit counters and pending challenges, wherever they are: in memory or in their tables.
extension WriteBatch {
    /// Rows of the log that are deleted at once. In a flood each is as large as a batch, and what is deleted is overwritten.
    private static let logStep = 32

    func limitCounters(of subject: [UInt8]) throws -> LimitCounters {
        let key = SubjectKey(subject)
        if let known = memtables.withState({ $0.limits[key] }) { return known }
        return try db.row(Statements.limitCounters, .key(key)) { $0.limitCounters() } ?? .none
    }

    func keep(_ counters: LimitCounters, of subject: [UInt8]) {
        memtables.withState { $0.limits.stage(counters, for: SubjectKey(subject)) }
    }

    /// The challenge that may still be pending for a subject.
    func pendingChallenge(of subject: [UInt8]) throws -> CodeID? {
        let key = SubjectKey(subject)
        if let known = memtables.withState({ $0.challenges[key] }) { return known.id }
        return try db.row(Statements.pendingChallenge, .key(key)) { try $0.id(0) }
    }

    func keepPending(_ challenge: CodeID, of subject: [UInt8], until expires: Instant) {
        memtables.withState { $0.challenges.stage(PendingChallenge(id: challenge, expires: expires), for: SubjectKey(subject)) }
    }

    /// Removes both wherever they are, the log included. Returns of how many subjects there were counters.
    func forget(limitsOf limited: [[UInt8]], challengesOf pending: [[UInt8]]) throws -> Int {
        let (limits, challenges) = (Set(limited.map(SubjectKey.init)), Set(pending.map(SubjectKey.init)))
        var found = limits.filter { key in memtables.withState { $0.limits[key] != nil } }
        for key in limits where try db.run(Statements.deleteLimitCounters, .key(key)) > 0 { found.insert(key) }
        for key in challenges { try db.run(Statements.deletePendingChallenge, .key(key)) }
        memtables.withState { state in
            state.limits.forget(limits)
            state.challenges.forget(challenges)
        }
        try cutOutOfLog(limits, challenges)
        return found.count
    }

    /// Row by row: the log of a flood is long, and has the subject in few.
    private func cutOutOfLog(_ limits: Set<SubjectKey>, _ challenges: Set<SubjectKey>) throws {
        guard !limits.isEmpty || !challenges.isEmpty else { return }
        let found = try db.rows(Statements.memtableLog) { row -> (row: Int64, limits: [UInt8], challenges: [UInt8])? in
            let (former, pending) = (row.blob(2), row.blob(3))
            let holds =
                try MemtableLog.holds(limits, in: former, of: LimitCounters.self)
                || MemtableLog.holds(challenges, in: pending, of: PendingChallenge.self)
            return holds ? (row.int(0), former, pending) : nil
        }
        for case let row? in found {
            try db.run(
                Statements.changeMemtableLog, .int(row.row),
                .blob(try MemtableLog.without(limits, in: row.limits, of: LimitCounters.self)),
                .blob(try MemtableLog.without(challenges, in: row.challenges, of: PendingChallenge.self)))
        }
    }

    // MARK: At the end of a transaction

    /// Appends what was staged to the log and, where asked to, takes a step on the way into the tables.
    ///
    /// - Throws: What a table said that takes no value as well; until the next pruning none is tried again. The log has them.
    func writeMemtables(flushes: Bool) throws {
        let (limits, challenges, lastRow) = memtables.withState {
            ($0.limits.transaction.staged, $0.challenges.transaction.staged, $0.lastRow)
        }
        var step = Memtables.FlushStep()
        if !limits.isEmpty || !challenges.isEmpty {
            step.row = lastRow + 1
            try db.run(
                Statements.appendToMemtableLog, .int(lastRow + 1), .time(now), .blob(MemtableLog.encoded(limits)),
                .blob(MemtableLog.encoded(challenges)))
        }
        if flushes {
            do { try flushNext(max(flushStep, 2 * max(limits.count, challenges.count)), &step) } catch {
                memtables.withState { $0.isResting = true }
                flushFailed = true
                throw error
            }
        }
        memtables.withState { $0.step = step }
    }

    private func flushNext(_ count: Int, _ step: inout Memtables.FlushStep) throws {
        guard let row = memtables.withState({ $0.isResting ? nil : $0.flushedRow }) else { return }
        let (limits, challenges) = memtables.withState { ($0.limits.next(count), $0.challenges.next(count)) }
        for entry in memtables.withState({ $0.limits.needed(of: limits, at: now) }) { try write(entry) }
        for entry in memtables.withState({ $0.challenges.needed(of: challenges, at: now) }) { try write(entry) }
        (step.limits, step.challenges) = (limits.count, challenges.count)
        guard limits.isEmpty, challenges.isEmpty else { return }
        step.isLast = try db.run(Statements.cutMemtableLog, .int(row), .number(Self.logStep)) < Self.logStep
    }

    private func write(_ entry: Memtable<LimitCounters>.Entry) throws {
        let counters = entry.value
        try db.run(
            Statements.keepLimitCounters, .key(entry.key), .time(counters.minute.since), .number(counters.minute.count),
            .time(counters.hour.since), .number(counters.hour.count), .time(counters.day.since), .number(counters.day.count))
    }

    private func write(_ entry: Memtable<PendingChallenge>.Entry) throws {
        try db.run(Statements.keepPendingChallenge, .key(entry.key), .id(entry.value.id), .time(entry.value.expires))
    }
}
