package import Issuance
package import Mail
package import Queue

extension SQLiteStore: APIKeyStore {
    package func add(_ key: APIKey) async throws(StoreFault) {
        try await writer.write { try $0.add(key) }
    }

    package func revoke(_ key: APIKeyID, now: Instant) async throws(StoreFault) -> Bool {
        try await writer.write { try $0.db.run(Statements.revokeAPIKey, .id(key), .time(now)) == 1 }
    }

    package func apiKeys() async throws(StoreFault) -> [APIKey] {
        try await read { try $0.rows(Statements.apiKeys) { try $0.apiKey() } }
    }
}
