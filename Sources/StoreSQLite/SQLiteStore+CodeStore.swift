package import Issuance
package import Mail
package import Queue

extension SQLiteStore: CodeStore {
    package func digitalKey(_ id: DigitalKeyID) async throws(StoreFault) -> DigitalKey? {
        try await read { try $0.row(Statements.digitalKey, .id(id)) { try $0.digitalKey() } }
    }

    package func issue(_ challenge: CodeChallenge, mail: QueueEntry, terms: IssueTerms) async throws(StoreFault) -> IssueResult {
        try await writer.write { try $0.issue(challenge, mail: mail, terms: terms) }
    }

    package func challenge(_ id: CodeID) async throws(StoreFault) -> CodeChallenge? {
        try await read { try $0.challenge(id).asked }
    }

    package func resend(_ replacement: ChallengeMail, mail: QueueEntry, terms: IssueTerms) async throws(StoreFault) -> IssueResult {
        try await writer.write { try $0.resend(replacement, mail: mail, terms: terms) }
    }

    package func verify(_ attempt: VerificationAttempt) async throws(StoreFault) -> VerifyResult {
        try await writer.write { try $0.verify(attempt) }
    }

    package func cancel(_ id: CodeID, now: Instant) async throws(StoreFault) -> Bool {
        try await writer.write { try $0.cancel(id, now: now) }
    }
}
