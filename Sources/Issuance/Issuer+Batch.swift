import Mail
import Queue

extension Issuer {
    /// What became of one item of a batch.
    package typealias BatchOutcome = Result<Answer<IssuedActivation>, IssuanceRefusal>

    /// Issues the items one after the other, each in a transaction of its own; one that is refused hinders no other.
    ///
    /// - Parameters:
    ///   - items: Requests, or what was wrong with the form of one.
    ///   - isAdmitted: Asked before each item: whether mail may still be asked for. A batch takes long enough for that to change.
    /// - Returns: In the order of the items. Once the store cannot write, or mail is no longer taken, the rest are
    ///   ``IssuanceRefusal/unavailable(_:)`` untried: the codes of those before are shown this once and must not be lost.
    /// - Throws: ``IssuanceRefusal/idempotencyConflict``, or what the look for earlier answers ends with; then nothing was issued.
    package func issueBatch(
        _ items: [Result<ActivationRequest, IssuanceRefusal>], by caller: Caller, idempotency: IdempotencyRequest<IssuedActivation>?,
        isAdmitted: @Sendable () -> Bool = { true }
    ) async throws(IssuanceRefusal) -> [BatchOutcome] {
        let records = idempotency?.items(max(items.count, Limits.batchItems), keyring)
        if let records { try await refuseOtherBody(records) }
        var outcomes: [BatchOutcome] = []
        var closed: IssuanceRefusal?
        for (index, item) in items.enumerated() {
            if closed == nil, !isAdmitted() { closed = .unavailable(.overloaded) }
            if let closed {
                outcomes.append(.failure(closed))
                continue
            }
            let outcome = await issue(item, by: caller, idempotency: records?[index])
            if case .failure(let refusal) = outcome, case .unavailable = refusal { closed = refusal }
            outcomes.append(outcome)
        }
        return outcomes
    }

    /// What would become of the items: `nil` for one that would be issued. Writes nothing, and counts as so many trials.
    ///
    /// - Throws: ``IssuanceRefusal/tooManyRequests(limit:retryAfter:)`` before anything is judged, ``IssuanceRefusal/unavailable(_:)``.
    package func tryBatch(
        _ items: [Result<ActivationRequest, IssuanceRefusal>], by caller: Caller
    ) async throws(IssuanceRefusal) -> [IssuanceRefusal?] {
        try admitTrials(items.count, by: caller, as: .batch)
        let now = clock.now
        var trial = BatchTrial()
        for item in items {
            do throws(IssuanceRefusal) {
                let request = try item.get()
                let prepared = try await prepare(request, by: caller, now: now)
                try trial.add(prepared, confirmed: request.confirmWarnings)
            } catch {
                if case .unavailable = error { throw error }
                trial.add(error)
            }
        }
        let charges = trial.charges
        let limited = try await stored { () async throws(StoreFault) in try await store.refusals(of: charges, now: now) }
        return trial.refusals(limited.map { $0.map { .tooManyRequests(limit: $0.limit, retryAfter: $0.retryAfter) } })
    }

    private func issue(
        _ item: Result<ActivationRequest, IssuanceRefusal>, by caller: Caller, idempotency: IdempotencyRequest<IssuedActivation>?
    ) async -> BatchOutcome {
        do throws(IssuanceRefusal) {
            return .success(try await issueActivation(try item.get(), by: caller, as: .batch, idempotency: idempotency))
        } catch {
            return .failure(error)
        }
    }

    /// The first record that is found tells the body that was sent with this `Idempotency-Key`.
    private func refuseOtherBody(_ records: [IdempotencyRequest<IssuedActivation>]) async throws(IssuanceRefusal) {
        let now = clock.now
        let hmacs = records.map { $0.hmacs(keyring) }
        let found = try await stored { () async throws(StoreFault) in
            try await store.idempotency(anyOf: hmacs.map(\.key), now: now)
        }
        guard let found, let own = hmacs.first(where: { $0.key == found.key }) else { return }
        guard constantTimeEqual(found.fingerprint, own.fingerprint) else { throw .idempotencyConflict }
    }
}
