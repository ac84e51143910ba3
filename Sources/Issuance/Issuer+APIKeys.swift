import Mail
import Queue

extension Issuer {
    /// Makes a key. Its text is answered this once and kept nowhere.
    ///
    /// - Throws: Wrong fields (all at once); ``IssuanceRefusal/forbidden(detail:)`` for a key that reaches further than the caller.
    package func createAPIKey(
        _ registration: APIKeyRegistration, in registry: APIKeyRegistry, by caller: Caller,
        idempotency: IdempotencyRequest<CreatedAPIKey>?
    ) async throws(IssuanceRefusal) -> Answer<CreatedAPIKey> {
        let now = clock.now
        let checked = try registration.checked()
        let nis = registration.municipality
        guard caller.mayActFor(nis) else { throw .forbidden(detail: "A key reaches no further than who makes it: name your municipality.") }
        if let nis, try await municipality(nis) == nil {
            throw .invalid([FieldFault("municipality", "\(nis) is not registered; register it first.", .unregistered)])
        }
        let text = APIKeyText(random: random)
        let key = APIKey(
            id: APIKeyID(at: now, random: random), name: checked.name, scopes: checked.scopes, municipality: nis, digest: text.digest,
            created: now)
        let created = CreatedAPIKey(key: key, text: text.text)
        let terms = terms(idempotency, issued: created, charges: [], caller: caller, now: now)
        let result = try await stored { () async throws(StoreFault) in try await store.add(key, terms: terms) }
        if result == .committed { registry.keep(key) }
        return try answer(result, created)
    }

    /// Revokes a key at once. One that is revoked already stays as it is.
    ///
    /// - Throws: ``IssuanceRefusal/notFound``, also for one that reaches further than the caller.
    package func revokeAPIKey(
        _ id: APIKeyID, in registry: APIKeyRegistry, by caller: Caller
    ) async throws(IssuanceRefusal) -> APIKey {
        guard let key = registry.key(id), caller.mayActFor(key.municipality) else { throw .notFound }
        _ = try await stored { () async throws(StoreFault) in try await registry.revoke(id, by: caller.principal.actor) }
        return registry.key(id) ?? key
    }
}
