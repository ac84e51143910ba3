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

    /// Looks at all limits first and counts then: nothing is counted when one refuses.
    func charge(_ terms: IssueTerms) throws -> IssueResult? {
        for charge in terms.charges {
            let count = try db.count(
                Statements.limitCount, .int(charge.windowEnd(at: terms.now)), .text(charge.limit), .blob(charge.subject))
            if count >= charge.maximum { return .limited(limit: charge.limit, retryAfter: charge.retryAfter(at: terms.now)) }
        }
        for charge in terms.charges {
            try db.run(Statements.countLimit, .int(charge.windowEnd(at: terms.now)), .text(charge.limit), .blob(charge.subject))
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

extension LimitCharge {
    /// The window by its end in seconds: old windows lie together at the start of the table.
    func windowEnd(at now: Instant) -> Int64 { (window(at: now) + 1) * windowSeconds }
}
