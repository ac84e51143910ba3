import Issuance
import Mail
import Queue

extension WriteBatch {
    func issue(_ challenge: CodeChallenge, mail: QueueEntry, terms: IssueTerms) throws -> IssueResult {
        if let earlier = try replay(terms) { return earlier }
        guard try stands(challenge.key, terms.address) else { return .notPending }
        if let refused = try refuseWaiting(challenge.triesSubject, at: terms.now) ?? charge(terms) { return refused }
        try supersedePending(of: challenge.subject, by: mail.id)
        try insert(challenge)
        keepPending(challenge.id, of: challenge.subject, until: challenge.expires)
        try enqueue(mail)
        try remember(terms)
        return .committed
    }

    func resend(_ replacement: ChallengeMail, mail: QueueEntry, terms: IssueTerms) throws -> IssueResult {
        if let earlier = try replay(terms) { return earlier }
        let current = try db.row(Statements.challenge, .id(replacement.challenge)) { try $0.challenge() }
        guard let current, current.state == .pending, terms.now < current.expires else { return .notPending }
        if let refused = try refuseWaiting(current.triesSubject, at: terms.now) ?? charge(terms) { return refused }
        try db.run(
            Statements.resendChallenge, .id(replacement.challenge), .blob(replacement.code), .time(replacement.expires),
            .id(mail.id))
        keepPending(current.id, of: current.subject, until: replacement.expires)
        try supersede(current.message, by: mail.id)
        try enqueue(mail)
        try remember(terms)
        return .committed
    }

    func verify(_ attempt: VerificationAttempt) throws -> VerifyResult {
        let found = try db.challenge(attempt.challenge)
        let tries = try subjectTries(of: found.read)
        // Compared and written whatever was found, and both compared whatever the first gives.
        let code = constantTimeEqual(found.read?.code ?? [], attempt.code)
        let binding = constantTimeEqual(found.read?.binding ?? [], attempt.binding)
        let pending = found.asked.flatMap { $0.isPending(at: attempt.now) && tries?.wait(at: attempt.now) == nil ? $0 : nil }
        guard let tried = pending, code, binding else {
            try db.run(Statements.countChallengeTry, .id(found.read?.id), .number(pending == nil ? 0 : 1))
            try countWrongTry(of: pending, after: tries, at: attempt.now)
            return .invalid
        }
        try clear(tries, of: tried)
        return try end(tried, as: .verified) ? .verified(tried.key) : .invalid
    }

    func cancel(_ id: CodeID, now: Instant) throws -> Bool {
        let found = try db.row(Statements.challenge, .id(id)) { try $0.challenge() }
        guard let found, found.state == .pending, now < found.expires, try end(found, as: .cancelled) else { return false }
        _ = try cancel(found.message, reason: .cancelledByCaller, at: now)
        return true
    }

    /// Whatever became of the former challenge: where its mail still waits, nobody needs that any more.
    private func supersedePending(of subject: [UInt8], by newer: QueueID) throws {
        guard let former = try pendingChallenge(of: subject) else { return }
        let message: QueueID? = try db.row(Statements.messageOfSubject, .id(former), .blob(subject)) { try $0.id(0) }
        guard let message else { return }
        try db.run(Statements.supersedeChallenge, .id(former))
        try supersede(message, by: newer)
    }

    /// Counts for the subject where there is a try to count; the challenge's own count stands already.
    private func countWrongTry(of tried: CodeChallenge?, after tries: SubjectTries?, at now: Instant) throws {
        guard let tried else { return try feignSubjectTry(at: now) }
        try countSubjectTry(of: tried, after: tries, at: now)
        if tried.tries + 1 >= TryLimits.perCode || tried.triesTotal + 1 >= TryLimits.total { _ = try end(tried, as: .locked) }
    }

    private func end(_ challenge: CodeChallenge, as state: CodeChallenge.State) throws -> Bool {
        try db.run(Statements.endChallenge, .id(challenge.id), .text(state.rawValue)) == 1
    }

    private func insert(_ new: CodeChallenge) throws {
        try db.run(
            Statements.insertChallenge, .id(new.id), .id(new.key), .optional(new.municipality), .blob(new.subject),
            .text(new.purpose), .blob(new.binding), .blob(new.code), .blob(new.sealedAddress), .text(new.language.rawValue),
            .optional(new.bindingLanguage?.rawValue), .text(new.state.rawValue), .text(new.reference), .time(new.issued),
            .time(new.expires), .number(new.tries), .number(new.triesTotal), .id(new.message), .blob(new.triesSubject))
    }
}
