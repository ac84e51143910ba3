import Issuance
import Mail
import Queue

extension WriteBatch {
    /// Whose tries are counted where nobody's are: refusals of what does not exist cost the same then.
    private static let nobody = [UInt8](repeating: 0, count: SubjectTries.subjectOctets)

    /// The wrong tries in a row of a challenge's subject; `nil` for none, after the same search.
    func subjectTries(of challenge: CodeChallenge?) throws -> SubjectTries? {
        try subjectTries(of: challenge?.triesSubject ?? Self.nobody)
    }

    /// The refusal of a new code for a subject that waits: one search by primary key in a table that is nearly empty.
    func refuseWaiting(_ subject: [UInt8], at now: Instant) throws -> IssueResult? {
        guard let wait = try subjectTries(of: subject)?.wait(at: now) else { return nil }
        return .limited(limit: LimitCharge.subjectTries, retryAfter: wait)
    }

    /// One wrong code more, and what follows from it.
    func countSubjectTry(of challenge: CodeChallenge, after former: SubjectTries?, at now: Instant) throws {
        // From before subjects were counted.
        guard !challenge.triesSubject.isEmpty else { return try feignSubjectTry(at: now) }
        var tries = former ?? .none
        tries.countWrong(at: now)
        try db.run(
            Statements.keepSubjectTries, .blob(challenge.triesSubject), .number(tries.consecutive), .time(tries.waitsUntil),
            .int(LimitWindow.day.number(at: now)))
        if tries.endsKey { try endKey(of: challenge, at: now) }
    }

    private func endKey(of challenge: CodeChallenge, at now: Instant) throws {
        guard let key = challenge.key, try db.run(Statements.endGuessedKey, .id(key), .time(now)) == 1 else { return }
        try audit(AuditAct(by: .service, .digitalKeyEnded, object: key.description, municipality: challenge.municipality))
    }

    /// The same write for nobody.
    func feignSubjectTry(at now: Instant) throws {
        try db.run(Statements.feignSubjectTry, .blob(Self.nobody), .int(LimitWindow.day.number(at: now)))
    }

    /// Forgets the wrong tries of a subject after a right code.
    func clear(_ tries: SubjectTries?, of challenge: CodeChallenge) throws {
        if tries != nil { try db.run(Statements.clearSubjectTries, .blob(challenge.triesSubject)) }
    }

    private func subjectTries(of subject: [UInt8]) throws -> SubjectTries? {
        try db.row(Statements.subjectTries, .blob(subject)) { SubjectTries(consecutive: $0.number(0), waitsUntil: $0.time(1)) }
    }
}
