import Mail
import Queue

/// What creates. The same `Idempotency-Key` and body get the first answer, whatever has become of what was created then.
extension Issuer {
    /// Issues a code for the paper and mails a link, if every rule of the procedure is met.
    ///
    /// - Throws: In this order: another municipality, wrong fields (all at once), no agreement in force, a HIT,
    ///   warnings not confirmed, then what the store finds: idempotency, limits.
    package func issueActivation(
        _ request: ActivationRequest, by caller: Caller, idempotency: IdempotencyRequest<IssuedActivation>?
    ) async throws(IssuanceRefusal) -> Answer<IssuedActivation> {
        try await orEarlier(idempotency) { () async throws(IssuanceRefusal) in
            try await judgeActivation(request, by: caller, idempotency: idempotency)
        }
    }

    /// Mails a new link for the same code on paper, under a new reference; the former link ends.
    package func resendActivation(
        _ id: ActivationID, by caller: Caller, idempotency: IdempotencyRequest<ResentActivation>?
    ) async throws(IssuanceRefusal) -> Answer<ResentActivation> {
        try await orEarlier(idempotency) { () async throws(IssuanceRefusal) in
            try await judgeActivationResend(id, by: caller, idempotency: idempotency)
        }
    }

    /// Mails a one-time code. Pending ones for the same subject and purpose end.
    ///
    /// - Throws: Wrong fields (all at once), then what the store finds: idempotency, wrong tries before, limits.
    package func issueCode(
        _ request: CodeRequest, by caller: Caller, idempotency: IdempotencyRequest<IssuedCode>?
    ) async throws(IssuanceRefusal) -> Answer<IssuedCode> {
        try await orEarlier(idempotency) { () async throws(IssuanceRefusal) in
            try await judgeCode(request, by: caller, idempotency: idempotency)
        }
    }

    /// Mails a new code for the same challenge, under a new reference; the former code ends, the wrong tries stay counted.
    ///
    /// Not beyond ``IssuancePolicy/challengeLifetime``: what was asked for long ago is asked for anew.
    package func resendCode(
        _ id: CodeID, by caller: Caller, idempotency: IdempotencyRequest<IssuedCode>?
    ) async throws(IssuanceRefusal) -> Answer<IssuedCode> {
        try await orEarlier(idempotency) { () async throws(IssuanceRefusal) in
            try await judgeCodeResend(id, by: caller, idempotency: idempotency)
        }
    }

    /// The answer of a judgement, or the earlier one where that refuses now.
    ///
    /// Looked up only then: nearly every request is right, and the store looks in the transaction of each.
    func orEarlier<Issued>(
        _ idempotency: IdempotencyRequest<Issued>?, _ judge: () async throws(IssuanceRefusal) -> Answer<Issued>
    ) async throws(IssuanceRefusal) -> Answer<Issued> {
        do {
            return try await judge()
        } catch {
            guard let idempotency, error.isJudgement else { throw error }
            let key = idempotency.key(keyring)
            let found = try await stored { () async throws(StoreFault) in try await store.idempotency(key, now: clock.now) }
            guard let found else { throw error }
            guard constantTimeEqual(found.fingerprint, idempotency.fingerprint(keyring)) else { throw .idempotencyConflict }
            return .replayed(found)
        }
    }
}

extension IssuanceRefusal {
    /// Whether it was said of the request, before the store looked for an earlier one.
    fileprivate var isJudgement: Bool {
        switch self {
        case .idempotencyConflict, .tooManyRequests, .unavailable: false
        default: true
        }
    }
}
