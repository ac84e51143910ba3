import Issuance
import Mail
import Queue

extension WriteBatch {
    func cancel(_ id: QueueID, reason: Reason, at: Instant) throws -> CancelResult {
        if let entry = try db.row(Statements.entryByID, .id(id), read: { try $0.standing() }) {
            guard canEnd(entry) else {
                try db.run(Statements.withdraw, .int(entry.row), .text(reason.rawValue), .null)
                return .inFlight
            }
            try finish(entry, as: .cancelled, reason: reason, at: at)
            return .cancelled
        }
        let state = try db.row(Statements.historyState, .id(id)) { try $0.state(0) }
        return state.map { .alreadyFinished($0) } ?? .notFound
    }

    /// Ends queued and held entries whose last submission has passed.
    func expire(now: Instant, minimumLeft: [String: Duration], limit: Int) throws -> Int {
        var ended = 0
        for kind in try db.waitingKinds() where ended < limit {
            let edge = now + (minimumLeft[kind] ?? .zero)
            let passed = try db.rows(Statements.expiring, .text(kind), .time(edge), .number(limit - ended)) {
                (entry: try $0.standing(), expires: $0.time(5))
            }
            for (entry, expires) in passed {
                try finish(entry, as: .expired, reason: expires <= now ? .lifetimeOver : .tooLittleTimeLeft, at: now)
            }
            ended += passed.count
        }
        return ended
    }

    /// Deletes what is too old: by retention, and idempotency records, limit counters, results and wrong tries that are over; wipes the addresses of
    /// challenges and activations that are over. Each up to the limit, so that none waits for another.
    ///
    /// - Returns: How many; at least the limit while something of the memtables is on its way. Where nobody calls hardly anything else is written,
    ///   and what is over would be there for hours.
    func prune(_ edges: RetentionEdges, persons: [PersonID], now: Instant, limit: Int) throws -> Int {
        // Once more without the step that failed: a table that takes no value is not asked again before the next pruning.
        if !flushFailed {
            memtables.flushAged(at: self.now)
            flushStep = limit
        }
        let least = memtables.areOnTheirWay ? limit : 0
        var deleted = try applyRetention(edges, persons: persons, limit: limit).total
        deleted += try db.run(Statements.expireChallenges, .time(now), .number(limit))
        let expired = try db.run(Statements.expireActivations, .time(now), .number(limit))
        // The one thing here that somebody may follow.
        if expired > 0 { noteChangeOfAnything() }
        deleted += expired
        deleted += try db.run(Statements.pruneIdempotency, .time(now), .number(limit))
        deleted += try db.run(Statements.pruneLimitCounters, .time(now - LimitCounters.lifetime), .number(limit))
        deleted += try db.run(Statements.prunePendingChallenges, .time(now), .number(limit))
        deleted += try db.run(Statements.pruneResults, .time(now), .number(limit))
        let longest = min(edges.codes, edges.history)
        deleted += try db.run(Statements.pruneSubjectTries, .int(LimitWindow.day.number(at: longest)), .number(limit))
        return max(deleted, least)
    }
}

extension Identifier {
    /// The smallest identifier of an instant.
    static func first(at instant: Instant) -> Identifier {
        Identifier(high: UInt64(max(0, instant.microseconds / 1_000)) << 16, low: 0)
    }
}
