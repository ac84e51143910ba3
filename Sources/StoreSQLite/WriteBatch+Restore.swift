import Issuance
import Mail
import Queue

extension WriteBatch {
    func markRestored(_ act: AuditAct) throws {
        try db.run(Statements.markRestored, .time(now))
        try audit(act)
    }

    func acceptRestored(isHolding: Bool, by actor: AuditActor) throws -> RestoredDatabase? {
        guard let restored = try db.restored() else { return nil }
        if isHolding { try holdWaiting() } else { try doubtWaiting() }
        try db.run(Statements.unmarkRestored)
        let (word, count): (StaticString, Int) = isHolding ? ("held", restored.waiting) : ("in_doubt", restored.waiting)
        try audit(AuditAct(by: actor, .restored, details: [AuditWord(word, count)]))
        return restored
    }

    /// Whether they were sent since, nobody can tell: each counts a resend more, and the line asks its kind's policy.
    private func doubtWaiting() throws {
        try db.run(Statements.doubtQueued)
        try takeBackLeases()
    }

    /// What was under way counts as in doubt here too: whoever releases it has its kind's policy.
    private func holdWaiting() throws {
        try takeBackLeases()
        for lane in Lane.allCases {
            counters.move(lane, from: .queued, to: .held, count: try db.run(Statements.holdQueued, .number(lane.priority)))
        }
    }

    /// Nobody has one: the store was just opened, and what was withdrawn meanwhile ends here.
    private func takeBackLeases() throws {
        let (limit, nobody) = (1_000, LeaseOwner(token: .max))
        while true {
            let taken = try recover(owner: nobody, formerOwners: true, marks: FlightMarks(inDoubt: .all), now: now, limit: limit)
            guard taken.count == limit else { return }
        }
    }
}

extension Connection {
    func restored() throws -> RestoredDatabase? {
        guard let made = try row(Statements.restored, read: { $0.time(0) }) else { return nil }
        let counts = try rows(Statements.counters) { (state: try $0.state(1), count: $0.number(2)) }
        func count(_ states: QueueState...) -> Int { counts.filter { states.contains($0.state) }.reduce(0) { $0 + $1.count } }
        return RestoredDatabase(made: made, waiting: count(.queued, .leased), held: count(.held))
    }
}
