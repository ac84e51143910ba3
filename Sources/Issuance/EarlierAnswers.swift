import Mail
import Queue

/// What was answered to requests with an `Idempotency-Key`, for those that come again.
struct EarlierAnswers: Sendable {
    let store: any IdempotencyStore
    let keyring: Keyring
    let clock: any TimeSource

    /// What is answered to a request, or to the same request that came before it.
    ///
    /// A request that is refused now may have been granted before: what it asked for has moved on since. Its record is looked for only
    /// then, so that requests that pass cost nothing more; in their transaction the store looks for it anyway.
    func orElse<Issued>(
        _ idempotency: IdempotencyRequest<Issued>?, _ judge: () async throws(IssuanceRefusal) -> Answer<Issued>
    ) async throws(IssuanceRefusal) -> Answer<Issued> {
        do { return try await judge() } catch {
            guard let idempotency, error.mayHavePassedBefore, let earlier = try await earlier(idempotency) else { throw error }
            return earlier
        }
    }

    private func earlier<Issued>(_ idempotency: IdempotencyRequest<Issued>) async throws(IssuanceRefusal) -> Answer<Issued>? {
        let (key, fingerprint) = idempotency.hmacs(keyring)
        let found: IdempotencyRecord?
        do { found = try await store.idempotency(key, now: clock.now) } catch { throw .unavailable(error) }
        guard let found else { return nil }
        guard constantTimeEqual(found.fingerprint, fingerprint) else { throw .idempotencyConflict }
        return .replayed(found)
    }
}

extension IssuanceRefusal {
    /// Whether the state of things decided, and not who asks or what the store found in its transaction.
    fileprivate var mayHavePassedBefore: Bool {
        switch self {
        case .invalid, .agreementMissing, .identificationHit, .warnings, .conflict: true
        case .forbidden, .notFound, .idempotencyConflict, .tooManyRequests, .activationInvalid, .resultInvalid, .codeInvalid, .unavailable:
            false
        }
    }
}
