package import Issuance
package import Mail
package import Queue

/// For tests that do not care who does it: each act is the local operator's.
extension QueueStore {
    package func cancel(_ id: QueueID, reason: Reason, now: Instant) async throws(StoreFault) -> CancelResult {
        try await cancel(id, reason: reason, by: .localOperator, now: now)
    }

    package func perform(
        _ action: MessageAction, on id: QueueID, minimumLeft: [String: Duration], now: Instant
    ) async throws(StoreFault) -> MessageActionResult {
        try await perform(action, on: id, minimumLeft: minimumLeft, by: .localOperator, now: now)
    }

    package func setPaused(_ isPaused: Bool, _ pause: QueuePause, now: Instant) async throws(StoreFault) {
        try await setPaused(isPaused, pause, by: .localOperator, now: now)
    }
}

extension PauseControlling {
    package func setPaused(_ isPaused: Bool, _ pause: QueuePause) async throws {
        try await setPaused(isPaused, pause, by: .localOperator)
    }
}

extension MunicipalityStore {
    package func register(_ municipality: Municipality) async throws(StoreFault) {
        let terms = IssueTerms(now: .distantPast, actor: .localOperator, idempotency: nil, charges: [])
        _ = try await apply(.put([municipality]), terms: terms)
    }

    /// A change that holds whatever is registered.
    package func apply(_ change: MunicipalityChange, terms: IssueTerms) async throws(StoreFault) -> MunicipalityChangeResult {
        try await apply(change, basis: MunicipalityBasis(), terms: terms)
    }
}

extension APIKeyStore {
    package func add(_ key: APIKey) async throws(StoreFault) { try await add(key, by: .localOperator) }

    package func revoke(_ key: APIKeyID, now: Instant) async throws(StoreFault) -> Bool {
        try await revoke(key, by: .localOperator, now: now)
    }
}

extension APIKeyRegistry {
    package func create(
        name: String, scopes: Set<APIKey.Scope>, municipality: String?
    ) async throws(StoreFault) -> (APIKey, Secret) {
        try await create(name: name, scopes: scopes, municipality: municipality, by: .localOperator)
    }

    package func revoke(_ id: APIKeyID) async throws(StoreFault) -> Bool { try await revoke(id, by: .localOperator) }
}

extension Issuer {
    /// On the citizen's page.
    package func redeem(token: Secret, code: Secret) async throws(IssuanceRefusal) -> RedeemedActivation {
        try await redeem(token: token, code: code, by: nil)
    }
}
