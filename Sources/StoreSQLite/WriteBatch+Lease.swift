import Mail
import Queue

extension WriteBatch {
    /// Leases due entries, lane by lane in the order of service.
    func lease(_ limits: [Lane: Int], owner: LeaseOwner, now: Instant, until: Instant) throws -> [Lease] {
        var leases: [Lease] = []
        for lane in Lane.allCases.sorted() {
            guard let limit = limits[lane], limit > 0 else { continue }
            let found = try db.rows(
                Statements.lease, .number(lane.priority), .time(now), .number(min(limit, Limits.readyEntries)), .int(owner.token),
                .time(until)
            ) { (row: $0.int(0), lease: try? $0.lease()) }
            counters.move(lane, from: .queued, to: .leased, count: found.count)
            for row in found where row.lease == nil { try holdUnreadable(row.row, lane) }
            let taken = found.compactMap(\.lease)
            for lease in taken { noteChange(of: lease.entry.id) }
            // RETURNING promises no order.
            leases += taken.sorted { ($0.entry.due, $0.row) < ($1.entry.due, $1.row) }
        }
        return leases
    }

    /// A row of a newer program, or a damaged one: a person decides, and the others go on.
    private func holdUnreadable(_ row: Int64, _ lane: Lane) throws {
        try db.run(Statements.holdUnreadable, .int(row))
        counters.move(lane, from: .leased, to: .held)
        noteChangeOfAnything()
    }

    func renew(_ rows: [Int64], owner: LeaseOwner, until: Instant) throws -> Set<Int64> {
        var renewed: Set<Int64> = []
        for row in rows where try db.run(Statements.renew, .int(row), .int(owner.token), .time(until)) > 0 {
            renewed.insert(row)
        }
        return renewed
    }

    func giveBack(_ rows: [Int64], owner: LeaseOwner) throws {
        for row in rows {
            let arguments: (SQLValue, SQLValue, SQLValue) = (.int(row), .int(owner.token), .text(Reason.drained.rawValue))
            guard let lane = try db.row(Statements.giveBack, arguments.0, arguments.1, arguments.2, read: { try $0.lane(0) })
            else { continue }
            counters.move(lane, from: .leased, to: .queued)
            noteChangeOfAnything()
            try endReturned(row)
        }
    }

    /// What was withdrawn while leased and is queued again ends here. Past the final dot nobody can tell, and it is not sent again.
    ///
    /// - Returns: Whether it ended.
    @discardableResult
    func endReturned(_ row: Int64, isInDoubt: Bool = false) throws -> Bool {
        guard let entry = try withdrawn(row) else { return false }
        try finish(
            entry.standing, as: isInDoubt ? .inDoubt : .cancelled, reason: isInDoubt ? .processEndedAfterFinalDot : entry.reason,
            at: now, supersededBy: entry.supersededBy)
        return true
    }

    /// Makes leases queued again that ended, and with `formerOwners` those of anybody else; settles what the relay had taken.
    ///
    /// Those that were past the final dot count one resend more: the line asks the kind's policy before it submits them again.
    func recover(
        owner: LeaseOwner, formerOwners: Bool, marks: FlightMarks, now: Instant, limit: Int
    ) throws -> [RecoveredEntry] {
        let read: (Columns) throws -> (standing: EntryStanding, kind: String, languages: MailLanguages, isOfBackup: Bool) = {
            (try $0.standing(), $0.text(5), try $0.languages(6), $0.int(4) == 0)
        }
        let ended =
            formerOwners
            ? try db.rows(Statements.formerLeases, .time(now), .number(limit), .int(owner.token), read: read)
            : try db.rows(Statements.endedLeases, .time(now), .number(limit), read: read)
        let recovered = try ended.map { entry in
            RecoveredEntry(
                id: entry.standing.id, kind: entry.kind, languages: entry.languages,
                became: try recover(
                    entry.standing, entry.isOfBackup ? FlightMarks(inDoubt: .all) : marks, isCanary: entry.kind == KindTable.canary))
        }
        if !recovered.isEmpty { wake() }
        return recovered
    }

    private func recover(_ entry: EntryStanding, _ marks: FlightMarks, isCanary: Bool) throws -> RecoveredEntry.Became {
        if let attempt = marks.accepted[entry.id], let owner = entry.owner,
            try finish(entry, owner, as: .accepted, reason: attempt.reason, at: attempt.at, attempt: attempt, isCanary: isCanary)
        {
            return .accepted
        }
        let isInDoubt = marks.inDoubt.contains(entry.id)
        let reason: Reason = isInDoubt ? .processEndedAfterFinalDot : .leaseExpired
        try db.run(Statements.recover, .int(entry.row), .text(reason.rawValue), .number(isInDoubt ? 1 : 0))
        counters.move(entry.lane, from: .leased, to: .queued)
        noteChange(of: entry.id)
        try endReturned(entry.row, isInDoubt: isInDoubt)
        return isInDoubt ? .inDoubt : .queued
    }
}
