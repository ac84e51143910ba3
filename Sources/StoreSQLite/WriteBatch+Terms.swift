import Issuance
import Mail
import Queue

extension WriteBatch {
    /// What an earlier request with the same `Idempotency-Key` means for this one; `nil`: go on.
    func replay(_ terms: IssueTerms) throws -> IssueResult? {
        guard let wanted = terms.idempotency else { return nil }
        let found = try db.row(Statements.idempotency, .blob(wanted.key), .time(terms.now)) { $0.idempotency() }
        guard let found else { return nil }
        return constantTimeEqual(found.fingerprint, wanted.fingerprint) ? .replayed(found) : .idempotencyConflict
    }

    /// Looks at all limits first and counts then: nothing is counted when one refuses. A subject counts once, whatever limits it has.
    func charge(_ terms: IssueTerms) throws -> IssueResult? {
        var accounts: [LimitAccount] = []
        for charge in terms.charges {
            let account = try accounts.first { $0.subject == charge.subject } ?? account(of: charge.subject)
            guard account.counters.used(charge.window, at: terms.now) < charge.maximum else {
                return .limited(limit: charge.limit, retryAfter: account.counters.left(charge.window, at: terms.now))
            }
            if !accounts.contains(where: { $0.subject == charge.subject }) { accounts.append(account) }
        }
        for account in accounts { try count(account, now: terms.now) }
        return nil
    }

    private func account(of subject: [UInt8]) throws -> LimitAccount {
        let found = try db.row(Statements.limitCounters, .blob(subject)) { (row: $0.int(0), counters: $0.limitCounters()) }
        return LimitAccount(subject: subject, row: found?.row, counters: found?.counters ?? .none)
    }

    private func count(_ account: LimitAccount, now: Instant) throws {
        var counters = account.counters
        counters.add(at: now)
        try db.run(
            Statements.keepLimitCounters, account.row.map { .int($0) } ?? .null, .blob(account.subject),
            .time(counters.minute.since), .number(counters.minute.count), .time(counters.hour.since), .number(counters.hour.count),
            .time(counters.day.since), .number(counters.day.count))
    }

    /// Keeps the answer for a repeated request.
    func remember(_ terms: IssueTerms) throws {
        guard let record = terms.idempotency else { return }
        try db.run(
            Statements.insertIdempotency, .blob(record.key), .blob(record.fingerprint), .number(record.status),
            .blob(record.answer), .time(record.expires))
    }
}
