import Mail
import Queue

/// What is judged and not issued, and how much of it.
extension Issuer {
    /// Counts requests that are judged and not issued.
    ///
    /// - Throws: ``IssuanceRefusal/tooManyRequests(limit:retryAfter:)``.
    func admitTrials(_ count: Int, by caller: Caller) throws(IssuanceRefusal) {
        guard let refused = trials.take(count, by: caller.principal) else { return }
        onLimited(refused.limit)
        throw .tooManyRequests(limit: refused.limit, retryAfter: refused.retryAfter)
    }

    /// Counts a request that is answered with warnings: nobody issues by it, and it tells what a trial tells.
    ///
    /// - Throws: What the judgement throws; ``IssuanceRefusal/tooManyRequests(limit:retryAfter:)`` instead of warnings.
    func countingWarnings<Issued>(
        by caller: Caller, _ judge: () async throws(IssuanceRefusal) -> Answer<Issued>
    ) async throws(IssuanceRefusal) -> Answer<Issued> {
        do { return try await judge() } catch {
            if case .warnings = error { try admitTrials(1, by: caller) }
            throw error
        }
    }
}
