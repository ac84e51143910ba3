import Crypto
import FoundationEssentials
package import Mail
package import Queue
import Synchronization

/// API keys in memory by digest: no request reads the database for its credential.
package final class APIKeyRegistry: Sendable {
    private let store: any IssuanceStore
    private let clock: any TimeSource
    private let random: any RandomSource
    private let known = Mutex<[[UInt8]: APIKey]>([:])

    /// Empty until ``reload()``.
    package init(store: any IssuanceStore, clock: any TimeSource, random: any RandomSource) {
        self.store = store
        self.clock = clock
        self.random = random
    }

    /// Reads all keys again.
    package func reload() async throws(StoreFault) {
        let keys = try await store.apiKeys()
        let byDigest = Dictionary(keys.map { ($0.digest, $0) }, uniquingKeysWith: { _, newer in newer })
        known.withLock { $0 = byDigest }
    }

    /// Who presents this key; `nil` when it is malformed, unknown or revoked.
    ///
    /// The search goes by SHA-256, so that its time says nothing about how much of a guessed key is right.
    package func caller(for presented: Secret) -> Caller? {
        guard let text = APIKeyText(presented) else { return nil }
        let digest = text.digest
        guard let key = known.withLock({ $0[digest] }), constantTimeEqual(key.digest, digest), key.revoked == nil else { return nil }
        return Caller(apiKey: key.id, scopes: key.scopes, municipality: key.municipality)
    }

    /// Makes a key. Its text is answered this once and kept nowhere.
    package func create(
        name: String, scopes: Set<APIKey.Scope>, municipality: String?, by actor: AuditActor
    ) async throws(StoreFault) -> (APIKey, Secret) {
        let text = APIKeyText(random: random)
        let now = clock.now
        let key = APIKey(
            id: APIKeyID(at: now, random: random), name: name, scopes: scopes, municipality: municipality, digest: text.digest,
            created: now)
        try await store.add(key, by: actor)
        known.withLock { $0[key.digest] = key }
        return (key, text.text)
    }

    /// Revokes a key at once; `false` when there is none or it was revoked before.
    package func revoke(_ id: APIKeyID, by actor: AuditActor) async throws(StoreFault) -> Bool {
        let now = clock.now
        guard try await store.revoke(id, by: actor, now: now) else { return false }
        known.withLock { known in
            guard let key = known.values.first(where: { $0.id == id }) else { return }
            known[key.digest] = APIKey(
                id: key.id, name: key.name, scopes: key.scopes, municipality: key.municipality, digest: key.digest,
                created: key.created, revoked: now)
        }
        return true
    }

    /// After the commit of a key that was made elsewhere.
    func keep(_ key: APIKey) { known.withLock { $0[key.digest] = key } }

    /// All keys, revoked ones too, oldest first.
    package var keys: [APIKey] {
        known.withLock { Array($0.values) }.sorted { ($0.created, $0.id.low) < ($1.created, $1.id.low) }
    }
}
