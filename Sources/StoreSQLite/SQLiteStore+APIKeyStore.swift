package import Issuance
package import Mail
package import Queue

extension SQLiteStore: APIKeyStore {
    package func add(_ key: APIKey, by actor: AuditActor) async throws(StoreFault) {
        try await writer.write { try $0.add(key, by: actor) }
    }

    package func add(_ key: APIKey, terms: IssueTerms) async throws(StoreFault) -> IssueResult {
        try await writer.write { try $0.add(key, terms: terms) }
    }

    package func revoke(_ key: APIKeyID, by actor: AuditActor, now: Instant) async throws(StoreFault) -> Bool {
        try await writer.write { try $0.revoke(key, by: actor, now: now) }
    }

    package func apiKeys() async throws(StoreFault) -> [APIKey] {
        try await read { try $0.rows(Statements.apiKeys) { try $0.apiKey() } }
    }
}
