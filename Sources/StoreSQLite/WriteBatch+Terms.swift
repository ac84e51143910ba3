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

    /// Looks at all limits first and counts then: nothing is counted when one refuses. A limit stands once in the charges.
    func charge(_ terms: IssueTerms) throws -> IssueResult? {
        var windows: [Int64?] = []
        for charge in terms.charges {
            let window = try db.row(
                Statements.limitWindow, .blob(charge.subject), .int(charge.windowEnd(at: terms.now)), .text(charge.limit)
            ) { (row: $0.int(0), count: $0.number(1)) }
            if let window, window.count >= charge.maximum {
                return .limited(limit: charge.limit, retryAfter: charge.retryAfter(at: terms.now))
            }
            windows.append(window?.row)
        }
        for (charge, window) in zip(terms.charges, windows) { try count(charge, in: window, now: terms.now) }
        return nil
    }

    private func count(_ charge: LimitCharge, in window: Int64?, now: Instant) throws {
        if let window {
            try db.run(Statements.countInWindow, .int(window))
        } else {
            try db.run(
                Statements.openLimitWindow, .blob(charge.subject), .int(charge.windowEnd(at: now)), .text(charge.limit))
        }
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
    /// The window by its end in seconds: what an index can be swept by.
    func windowEnd(at now: Instant) -> Int64 { (window(at: now) + 1) * windowSeconds }
}
