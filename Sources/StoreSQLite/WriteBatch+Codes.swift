import Issuance
import Mail
import Queue

extension WriteBatch {
    func issue(_ challenge: CodeChallenge, mail: QueueEntry, terms: IssueTerms) throws -> IssueResult {
        if let earlier = try replay(terms) { return earlier }
        guard try stands(challenge.key, terms.address) else { return .notPending }
        if let refused = try charge(terms) { return refused }
        let former: [QueueID] = try db.rows(Statements.supersedeChallenges, .blob(challenge.subject)) { try $0.id(0) }
        for message in former { try supersede(message, by: mail.id) }
        try insert(challenge)
        try enqueue(mail)
        try remember(terms)
        return .committed
    }

    func resend(_ replacement: ChallengeMail, mail: QueueEntry, terms: IssueTerms) throws -> IssueResult {
        if let earlier = try replay(terms) { return earlier }
        let current = try db.row(Statements.challenge, .id(replacement.challenge)) { try $0.challenge() }
        guard let current, current.state == .pending, terms.now < current.expires else { return .notPending }
        if let refused = try charge(terms) { return refused }
        try db.run(
            Statements.resendChallenge, .id(replacement.challenge), .blob(replacement.code), .time(replacement.expires),
            .id(mail.id))
        try supersede(current.message, by: mail.id)
        try enqueue(mail)
        try remember(terms)
        return .committed
    }

    func verify(_ attempt: VerificationAttempt) throws -> VerifyResult {
        let found = try db.row(Statements.challenge, .id(attempt.challenge)) { try $0.challenge() }
        guard let found, found.state == .pending, attempt.now < found.expires else { return .invalid }
        // Both are compared whatever the first gives.
        let (code, binding) = (constantTimeEqual(found.code, attempt.code), constantTimeEqual(found.binding, attempt.binding))
        guard code, binding else {
            try countWrongTry(found)
            return .invalid
        }
        return try end(found, as: .verified) ? .verified(found.key) : .invalid
    }

    func cancel(_ id: CodeID, now: Instant) throws -> Bool {
        let found = try db.row(Statements.challenge, .id(id)) { try $0.challenge() }
        guard let found, found.state == .pending, now < found.expires, try end(found, as: .cancelled) else { return false }
        _ = try cancel(found.message, reason: .cancelledByCaller, at: now)
        return true
    }

    private func countWrongTry(_ challenge: CodeChallenge) throws {
        let (tries, total) = (challenge.tries + 1, challenge.triesTotal + 1)
        try db.run(Statements.countChallengeTry, .id(challenge.id), .number(tries), .number(total))
        if tries >= TryLimits.perCode || total >= TryLimits.total { _ = try end(challenge, as: .locked) }
    }

    private func end(_ challenge: CodeChallenge, as state: CodeChallenge.State) throws -> Bool {
        try db.run(Statements.endChallenge, .id(challenge.id), .text(state.rawValue)) == 1
    }

    private func insert(_ new: CodeChallenge) throws {
        try db.run(
            Statements.insertChallenge, .id(new.id), .id(new.key), .optional(new.municipality), .blob(new.subject),
            .text(new.purpose), .blob(new.binding), .blob(new.code), .blob(new.sealedAddress), .text(new.language.rawValue),
            .optional(new.bindingLanguage?.rawValue), .text(new.state.rawValue), .text(new.reference), .time(new.issued),
            .time(new.expires), .number(new.tries), .number(new.triesTotal), .id(new.message))
    }
}
