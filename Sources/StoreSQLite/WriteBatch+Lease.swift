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
            // RETURNING promises no order.
            leases += taken.sorted { ($0.entry.due, $0.row) < ($1.entry.due, $1.row) }
        }
        return leases
    }

    /// A row of a newer program, or a damaged one: a person decides, and the others go on.
    private func holdUnreadable(_ row: Int64, _ lane: Lane) throws {
        try db.run(Statements.holdUnreadable, .int(row))
        counters.move(lane, from: .leased, to: .held)
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

    /// Makes leases queued again that ended, and with `formerOwners` those of anybody else.
    ///
    /// Those that were past the final dot count one resend more: the line asks the kind's policy before it submits them again.
    func recover(
        owner: LeaseOwner, formerOwners: Bool, inDoubt: InDoubtEntries, now: Instant, limit: Int
    ) throws -> [RecoveredEntry] {
        let read: (Columns) throws -> (row: Int64, entry: RecoveredEntry, lane: Lane) = {
            ($0.int(0), RecoveredEntry(id: try $0.id(1), kind: $0.text(3)), try $0.lane(2))
        }
        let ended =
            formerOwners
            ? try db.rows(Statements.formerLeases, .time(now), .number(limit), .int(owner.token), read: read)
            : try db.rows(Statements.endedLeases, .time(now), .number(limit), read: read)
        for (row, entry, lane) in ended {
            let isInDoubt = inDoubt.contains(entry.id)
            let reason: Reason = isInDoubt ? .processEndedAfterFinalDot : .leaseExpired
            try db.run(Statements.recover, .int(row), .text(reason.rawValue), .number(isInDoubt ? 1 : 0))
            counters.move(lane, from: .leased, to: .queued)
            try endReturned(row, isInDoubt: isInDoubt)
        }
        if !ended.isEmpty { wake() }
        return ended.map(\.entry)
    }
}
