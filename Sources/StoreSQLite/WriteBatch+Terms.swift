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
    ///
    /// By the batch's time and not the request's own: one that read the clock first and was overtaken on its way here would come before the
    /// beginning of a window, and begin it anew.
    func charge(_ terms: IssueTerms) throws -> IssueResult? {
        var accounts: [(subject: [UInt8], counters: LimitCounters)] = []
        for charge in terms.charges {
            let known = accounts.first { $0.subject == charge.subject }
            let account = try known ?? (charge.subject, limitCounters(of: charge.subject))
            guard account.counters.used(charge.window, at: now) < charge.maximum else {
                return .limited(limit: charge.limit, retryAfter: account.counters.left(charge.window, at: now))
            }
            if known == nil { accounts.append(account) }
        }
        for (subject, var counters) in accounts {
            counters.add(at: now)
            keep(counters, of: subject)
        }
        return nil
    }

    /// Keeps the answer for a repeated request.
    func remember(_ terms: IssueTerms) throws {
        guard let record = terms.idempotency else { return }
        try db.run(
            Statements.insertIdempotency, .blob(record.key), .blob(record.fingerprint), .number(record.status),
            .blob(record.answer), .time(record.expires))
    }
}
