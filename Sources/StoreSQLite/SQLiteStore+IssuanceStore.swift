package import Issuance
package import Mail
package import Queue

extension SQLiteStore: IssuanceStore {
    // MARK: Municipalities

    package func register(_ municipality: Municipality) async throws(StoreFault) {
        try await writer.write { try $0.register(municipality) }
    }

    package func municipality(nis: String) async throws(StoreFault) -> Municipality? {
        try await read { try $0.row(Statements.municipality, .text(nis)) { try $0.municipality() } }
    }

    package func municipalities() async throws(StoreFault) -> [Municipality] {
        try await read { try $0.rows(Statements.municipalities) { try $0.municipality() } }
    }

    // MARK: API keys

    package func add(_ key: APIKey) async throws(StoreFault) {
        try await writer.write { try $0.add(key) }
    }

    package func revoke(_ key: APIKeyID, now: Instant) async throws(StoreFault) -> Bool {
        try await writer.write { try $0.db.run(Statements.revokeAPIKey, .id(key), .time(now)) == 1 }
    }

    package func apiKeys() async throws(StoreFault) -> [APIKey] {
        try await read { try $0.rows(Statements.apiKeys) { try $0.apiKey() } }
    }

    // MARK: Activations

    package func issue(_ activation: Activation, mail: QueueEntry, terms: IssueTerms) async throws(StoreFault) -> IssueResult {
        try await writer.write { try $0.issue(activation, mail: mail, terms: terms) }
    }

    package func activation(_ id: ActivationID) async throws(StoreFault) -> Activation? {
        try await read { try $0.row(Statements.activation, .id(id)) { try $0.activation() } }
    }

    package func activation(token: [UInt8]) async throws(StoreFault) -> Activation? {
        try await read { try $0.row(Statements.activationByToken, .blob(token)) { try $0.activation() } }
    }

    package func resend(_ replacement: ActivationMail, mail: QueueEntry, terms: IssueTerms) async throws(StoreFault) -> IssueResult {
        try await writer.write { try $0.resend(replacement, mail: mail, terms: terms) }
    }

    package func redeem(_ redemption: Redemption) async throws(StoreFault) -> RedeemResult {
        try await writer.write { try $0.redeem(redemption) }
    }

    // MARK: One-time codes

    package func digitalKey(_ id: DigitalKeyID) async throws(StoreFault) -> DigitalKey? {
        try await read { try $0.row(Statements.digitalKey, .id(id)) { try $0.digitalKey() } }
    }

    package func issue(_ challenge: CodeChallenge, mail: QueueEntry, terms: IssueTerms) async throws(StoreFault) -> IssueResult {
        try await writer.write { try $0.issue(challenge, mail: mail, terms: terms) }
    }

    package func challenge(_ id: CodeID) async throws(StoreFault) -> CodeChallenge? {
        try await read { try $0.row(Statements.challenge, .id(id)) { try $0.challenge() } }
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
