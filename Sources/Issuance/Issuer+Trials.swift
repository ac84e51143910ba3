import Mail
import Queue

/// What is judged and not issued, and how much of it.
extension Issuer {
    /// Counts requests that are judged and not issued.
    ///
    /// - Throws: ``IssuanceRefusal/tooManyRequests(limit:retryAfter:)``.
    func admitTrials(_ count: Int, by caller: Caller, as purpose: TrialBudget.Purpose) throws(IssuanceRefusal) {
        guard let refused = trials.take(count, by: caller.principal, as: purpose) else { return }
        onLimited(refused.limit)
        throw .tooManyRequests(limit: refused.limit, retryAfter: refused.retryAfter)
    }

    /// Counts a request that issues nothing and tells by its refusal whether there are warnings: it tells what a trial tells.
    ///
    /// - Throws: What the judgement throws; instead of a refusal that counts, once there were too many,
    ///   ``IssuanceRefusal/tooManyRequests(limit:retryAfter:)`` with the limit of trials.
    func countingTrials<Issued>(
        by caller: Caller, as purpose: TrialBudget.Purpose, _ judge: () async throws(IssuanceRefusal) -> Answer<Issued>
    ) async throws(IssuanceRefusal) -> Answer<Issued> {
        do { return try await judge() } catch {
            if error.tellsOfWarnings { try admitTrials(1, by: caller, as: purpose) }
            throw error
        }
    }
}

extension IssuanceRefusal {
    /// Whether it says that there are warnings, or comes after them and says so that there are none: at a limit nobody issues anything, and
    /// could ask about one address after another.
    fileprivate var tellsOfWarnings: Bool {
        switch self {
        case .warnings, .tooManyRequests, .conflict: true
        case .invalid, .agreementMissing, .identificationHit, .forbidden, .notFound, .idempotencyConflict, .activationInvalid,
            .resultInvalid, .codeInvalid, .unavailable:
            false
        }
    }
}
