import Mail
import Queue

extension WriteBatch {
    /// Attempts kept of one message.
    private static let attemptsKept = 20

    /// Ends a lease if it is still its owner's.
    func settle(_ settlement: Settlement) throws -> SettleResult {
        let settled =
            switch settlement.next {
            case .finished(let state): try finish(settlement, as: state)
            case .waiting(let due, let attempt, let resends):
                try putBack(settlement, due: due, attempt: attempt, resends: resends)
            case .held(let attempt): try hold(settlement, attempt: attempt)
            }
        return settled ? .settled : .notLeased
    }

    /// Two statements for a message that the relay accepted at its first attempt, the attempt included.
    private func finish(_ settlement: Settlement, as state: QueueState) throws -> Bool {
        guard state.isTerminal else { throw StoreFault.broken("a settlement names \(state.rawValue) as a terminal state") }
        let lease = settlement.lease
        let entry = EntryStanding(row: lease.row, id: lease.entry.id, lane: lease.entry.lane, state: .leased, owner: lease.owner)
        if lease.entry.isCanary, state == .accepted { return try forget(entry, lease.owner) }
        return try finish(
            entry, lease.owner, as: state, reason: settlement.reason, at: settlement.at, attempt: settlement.attempt,
            isCanary: lease.entry.isCanary)
    }

    /// An accepted canary leaves nothing behind: one for each relay, lane and minute would fill the history.
    private func forget(_ entry: EntryStanding, _ owner: LeaseOwner) throws -> Bool {
        guard try db.run(Statements.forgetAccepted, .int(entry.row), .id(entry.id), .int(owner.token)) > 0 else { return false }
        counters.add(-1, .leased, entry.lane)
        noteChange(of: entry.id)
        return true
    }

    /// Returns whether the lease was still the owner's.
    func finish(
        _ entry: EntryStanding, _ owner: LeaseOwner, as state: QueueState, reason: Reason, at: Instant, attempt: AttemptRecord?,
        isCanary: Bool
    ) throws -> Bool {
        let moved = try db.run(
            Statements.settleFinished, .int(entry.row), .id(entry.id), .int(owner.token),
            .number(attempt?.number ?? 0), .int(state.code), .text(reason.rawValue), .time(at),
            attempt.map { .number($0.number) } ?? .null, .time(attempt?.at), .optional(attempt?.relay),
            .optional(attempt?.stage?.rawValue), attempt?.reply.map { .int(Int64($0.code.rawValue)) } ?? .null,
            .optional(attempt?.reply?.enhanced?.description), .optional(attempt?.reply?.text), .optional(attempt?.outcome),
            .optional(attempt?.reason.rawValue), .optional(attempt?.rule))
        guard moved > 0 else { return false }
        try db.run(Statements.deleteEntry, .int(entry.row))
        count(entry, as: state, isCanary: isCanary)
        noteChange(of: entry.id)
        return true
    }

    private func putBack(_ settlement: Settlement, due: Instant, attempt: Int, resends: Int) throws -> Bool {
        let lease = settlement.lease
        let changed = try db.run(
            Statements.settleWaiting, .int(lease.row), .id(lease.entry.id), .int(lease.owner.token), .time(due), .number(attempt),
            .number(resends), .text(settlement.reason.rawValue))
        guard changed > 0 else { return try endWithdrawn(settlement) }
        counters.move(lease.entry.lane, from: .leased, to: .queued)
        noteChange(of: lease.entry.id)
        if due <= now { wake() }
        try keepAttempt(settlement)
        return true
    }

    private func hold(_ settlement: Settlement, attempt: Int) throws -> Bool {
        let lease = settlement.lease
        let changed = try db.run(
            Statements.settleHeld, .int(lease.row), .id(lease.entry.id), .int(lease.owner.token), .number(attempt),
            .text(settlement.reason.rawValue))
        guard changed > 0 else { return try endWithdrawn(settlement) }
        counters.move(lease.entry.lane, from: .leased, to: .held)
        noteChange(of: lease.entry.id)
        try keepAttempt(settlement)
        return true
    }

    /// Nothing is tried again that was cancelled or superseded while a connection had it.
    ///
    /// Lost past its final dot nobody can tell what became of it: it ends in doubt. Of one whose citizen was erased no attempt is kept.
    private func endWithdrawn(_ settlement: Settlement) throws -> Bool {
        let lease = settlement.lease
        guard let entry = try withdrawn(lease.row), entry.standing.id == lease.entry.id, entry.standing.owner == lease.owner else {
            return false
        }
        let isInDoubt = settlement.reason == .resendAfterDoubt
        if !entry.isErased { try keepAttempt(settlement) }
        try finish(
            entry.standing, as: isInDoubt ? .inDoubt : .cancelled, reason: isInDoubt ? .lostAfterFinalDot : entry.reason, at: now,
            supersededBy: entry.supersededBy)
        return true
    }

    private func keepAttempt(_ settlement: Settlement) throws {
        guard let attempt = settlement.attempt else { return }
        let id = settlement.lease.entry.id
        try db.run(
            Statements.insertAttempt, .id(id), .time(attempt.at), .number(attempt.number), .text(attempt.relay),
            .optional(attempt.stage?.rawValue), attempt.reply.map { .int(Int64($0.code.rawValue)) } ?? .null,
            .optional(attempt.reply?.enhanced?.description), .optional(attempt.reply?.text), .text(attempt.outcome),
            .text(attempt.reason.rawValue), .text(attempt.rule))
        try db.run(Statements.trimAttempts, .id(id), .number(Self.attemptsKept - 1))
    }
}
