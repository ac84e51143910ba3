extension Issuer {
    /// What is answered to a request, or to the same request that came before it (``EarlierAnswers``).
    func answeredBefore<Issued>(
        _ idempotency: IdempotencyRequest<Issued>?, _ judge: () async throws(IssuanceRefusal) -> Answer<Issued>
    ) async throws(IssuanceRefusal) -> Answer<Issued> {
        try await EarlierAnswers(store: store, keyring: keyring, clock: clock).orElse(idempotency, judge)
    }
}
