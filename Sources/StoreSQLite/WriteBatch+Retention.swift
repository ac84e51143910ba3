import Issuance
import Mail
import Queue

extension WriteBatch {
    /// Deletes what was kept long enough: of each kind up to the limit, so that none waits for another.
    ///
    /// - Parameter persons: Those who may have had no role for long; asked once more here.
    func applyRetention(_ edges: RetentionEdges, persons: [PersonID], limit: Int) throws -> RetentionCounts {
        var counts = RetentionCounts()
        counts.history = try deleteHistory(before: edges.history, limit: limit)
        counts.codes = try db.run(Statements.pruneChallenges, .id(QueueID.first(at: edges.codes)), .number(limit))
        counts.activations = try db.run(Statements.pruneActivations, .time(edges.activations), .number(limit))
        try deleteDigitalKeys(endedBefore: edges.activations, limit: limit, into: &counts)
        for person in persons { counts.names += try db.run(Statements.pruneName, .id(person), .time(edges.history)) }
        counts.audit = try deleteAudit(before: edges.audit, limit: limit)
        try note(counts)
        return counts
    }

    private func deleteHistory(before edge: Instant, limit: Int) throws -> Int {
        let old: [QueueID] = try db.rows(Statements.oldHistory, .id(QueueID.first(at: edge)), .number(limit)) { try $0.id(0) }
        for id in old {
            try db.run(Statements.deleteHistory, .id(id))
            try db.run(Statements.deleteAttempts, .id(id))
        }
        return old.count
    }

    /// With the activation that it came from, which was kept for as long as the key lived.
    private func deleteDigitalKeys(endedBefore edge: Instant, limit: Int, into counts: inout RetentionCounts) throws {
        let ended: [(row: Int64, activation: ActivationID)] = try db.rows(
            Statements.endedDigitalKeys, .time(edge), .number(limit)
        ) { ($0.int(0), try $0.id(1)) }
        for key in ended {
            counts.digitalKeys += try db.run(Statements.deleteDigitalKey, .int(key.row))
            counts.activations += try db.run(Statements.deleteActivation, .id(key.activation))
        }
    }

    /// Leaves a checkpoint that proves where the rest goes on.
    ///
    /// Only what follows one another is deleted: whoever changed the time of an entry would else have it removed with a proof.
    private func deleteAudit(before edge: Instant, limit: Int) throws -> Int {
        guard let chain = trail.chain else { return 0 }
        let first = try db.row(Statements.auditEntries, .int(.min), .int(1)) { $0.auditEntry() }
        guard let first, first.at < edge else { return 0 }
        let start = try db.auditCheckpoint()?.end ?? .beginning
        var end = start
        for entry in try db.rows(Statements.auditEntries, .int(.min), .number(limit), read: { $0.auditEntry() }) {
            guard entry.at < edge, chain.isIntact(entry, after: end) else { break }
            end = entry.end
        }
        guard end != start else { return 0 }
        try db.run(Statements.deleteAuditCheckpoint)
        try db.run(
            Statements.insertAuditCheckpoint, .int(end.number), .blob(end.mac), .blob(chain.checkpointProof(end)))
        return try db.run(Statements.deleteAudit, .int(end.number))
    }

    /// One entry in the audit log for the deletions of a day, at the first look after it: one for each batch would fill the log.
    private func note(_ counts: RetentionCounts) throws {
        let today = now.seconds / 86_400
        var (day, sum) = try db.row(Statements.retentionCounts) { ($0.int(0), $0.retentionCounts()) } ?? (today, RetentionCounts())
        // Also over where a clock ran ahead: its day may be years away.
        let isOver = day != today && sum.total > 0 && trail.chain != nil
        guard isOver || counts.total > 0 else { return }
        if isOver {
            try audit(AuditAct(by: .service, .retentionApplied, details: sum.words))
            sum = RetentionCounts()
        }
        if sum.total == 0 { day = today }
        sum += counts
        try db.run(
            Statements.keepRetentionCounts, .int(day), .number(sum.history), .number(sum.activations), .number(sum.digitalKeys),
            .number(sum.codes), .number(sum.audit), .number(sum.names))
    }
}

extension Columns {
    /// Behind the day.
    fileprivate func retentionCounts() -> RetentionCounts {
        RetentionCounts(
            history: number(1), activations: number(2), digitalKeys: number(3), codes: number(4), names: number(6),
            audit: number(5))
    }
}
