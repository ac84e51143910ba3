package import Mail
package import Queue

/// What a database must do for API keys.
package protocol APIKeyStore: Sendable {
    func add(_ key: APIKey, by actor: AuditActor) async throws(StoreFault)
    /// The same with an idempotency record.
    func add(_ key: APIKey, terms: IssueTerms) async throws(StoreFault) -> IssueResult
    /// Revokes at `now`; `false` when there is none or it was revoked before.
    func revoke(_ key: APIKeyID, by actor: AuditActor, now: Instant) async throws(StoreFault) -> Bool
    /// All, revoked ones too, oldest first.
    func apiKeys() async throws(StoreFault) -> [APIKey]
}
