import Issuance
import Mail
import Queue

extension WriteBatch {
    /// Looks for activations and keys again: what came since the caller looked goes too.
    func erase(_ erasure: CitizenErasure, by actor: AuditActor, at: Instant) throws -> (counts: ErasureCounts, entry: AuditEntry) {
        let activations = try db.rows(Statements.activationsOfCitizen, .blob(erasure.citizen)) { try $0.activation() }
        let keys = try db.rows(Statements.digitalKeysOfCitizen, .blob(erasure.citizen)) { try $0.digitalKey() }
        var challenges = Set(erasure.challenges)
        for key in keys {
            challenges.formUnion(try db.rows(Statements.pendingChallengesOfKey, .id(key.id)) { try $0.id(0) as CodeID })
        }
        var counts = ErasureCounts()
        var (subjects, limited): ([[UInt8]], [[UInt8]]) = ([], [])
        var mails = Set(activations.flatMap(\.mails))
        for id in challenges {
            if let (mail, subject): (QueueID, [UInt8]) = try db.row(
                Statements.challengeToErase, .id(id), read: { (try $0.id(0), $0.blob(1)) })
            {
                mails.insert(mail)
                subjects.append(subject)
            }
            counts.codes += try db.run(Statements.deleteChallenge, .id(id))
        }
        for activation in activations { try db.run(Statements.deleteResultsOfActivation, .id(activation.id)) }
        for mailbox in erasure.mailboxes where try !db.isAddressOfAnother(mailbox.address, than: erasure.citizen, now: at) {
            mails.formUnion(mailbox.mails)
            limited += mailbox.limitSubjects
            try db.run(Statements.clearSubjectTries, .blob(mailbox.triesSubject))
        }
        counts.limitCounters = try forget(limitsOf: limited, challengesOf: subjects)
        for mail in mails { try erase(mail, at: at, into: &counts) }
        for activation in activations { noteChange(of: activation.id) }
        counts.activations = try db.run(Statements.deleteActivationsOfCitizen, .blob(erasure.citizen))
        counts.digitalKeys = try db.run(Statements.deleteDigitalKeysOfCitizen, .blob(erasure.citizen))
        for subject in erasure.triesSubjects { try db.run(Statements.clearSubjectTries, .blob(subject)) }
        return (counts, try audit(AuditAct(by: actor, .erased, details: counts.words)))
    }

    /// Cancels a mail that waits, and wipes what history says of it. What a connection has comes into history later: it has no domain any
    /// more, and by that its settlement knows to keep no reply.
    private func erase(_ mail: QueueID, at: Instant, into counts: inout ErasureCounts) throws {
        switch try cancel(mail, reason: .revoked, at: at) {
        case .cancelled: counts.cancelledMails += 1
        case .inFlight:
            try db.run(Statements.forgetDomain, .id(mail))
            counts.mailsInFlight += 1
        case .alreadyFinished: counts.wipedMessages += 1
        case .notFound: break
        }
        try db.run(Statements.wipeHistory, .id(mail))
        try db.run(Statements.deleteAttempts, .id(mail))
        noteChange(of: mail)
    }
}
