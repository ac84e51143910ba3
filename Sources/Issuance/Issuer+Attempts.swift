package import Mail
import Queue

/// The doors where secrets are given in, or strangers come in, and how often they open.
extension Issuer {
    /// Counts one call to redeem or to verify.
    ///
    /// - Throws: ``IssuanceRefusal/tooManyRequests(limit:retryAfter:)``, whatever is right or wrong about the call.
    package func admitAttempt(by caller: Caller) throws(IssuanceRefusal) {
        guard let limit = attempts.take(by: caller.principal) else { return }
        onLimited(limit)
        throw .tooManyRequests(limit: limit, retryAfter: attempts.retryAfter)
    }

    /// Redeems for the page, which strangers reach as well: without a link that was issued they get no further than a read, and with one,
    /// the newest or a former one, not often. When all the page's attempts are used up it is the service that cannot take it.
    ///
    /// - Throws: As ``redeem(token:code:by:)``, and ``IssuanceRefusal/tooManyRequests(limit:retryAfter:)`` for the link's own limit.
    package func redeemOnPage(token: Secret, code: Secret) async throws(IssuanceRefusal) -> RedeemedActivation {
        let link = tokenHMAC(token)
        let known = try await stored { () async throws(StoreFault) in try await store.link(token: link) }
        guard known != nil else { throw .activationInvalid }
        try admitAttempt(with: link)
        return try await redeem(token: token, code: code, by: nil)
    }

    /// Counts a sign-in to the consoles that came back from the issuer.
    ///
    /// - Throws: ``IssuanceRefusal/tooManyRequests(limit:retryAfter:)``.
    package func admitSignIn() throws(IssuanceRefusal) {
        guard let limit = attempts.takeSignIn() else { return }
        onLimited(limit)
        throw .tooManyRequests(limit: limit, retryAfter: attempts.retryAfter)
    }

    /// Counts one on the page with a link that was issued, to redeem or to ask for another.
    ///
    /// - Throws: As ``redeemOnPage(token:code:)`` says of limits.
    func admitAttempt(with link: [UInt8]) throws(IssuanceRefusal) {
        guard let limit = attempts.take(link: link) else { return }
        onLimited(limit)
        guard limit != LimitCharge.pageAttempts else { throw .unavailable(.overloaded) }
        throw .tooManyRequests(limit: limit, retryAfter: attempts.retryAfter)
    }
}
