package import Mail
import Queue

/// The way back to a front.
extension Issuer {
    /// Gives a front the result that a citizen took back to it, once: the same as if it had redeemed link and code itself.
    ///
    /// Forged, unknown, taken, expired and another municipality's get the same answer. A forged one ends before the store, which all others
    /// reach with the same statements; another's is not used up.
    ///
    /// - Throws: ``IssuanceRefusal/resultInvalid``, or ``IssuanceRefusal/unavailable(_:)``.
    package func redeemResult(_ text: Secret, by caller: Caller) async throws(IssuanceRefusal) -> RedeemedActivation {
        guard let token = ResultToken(text, keyring: keyring) else { throw .resultInvalid }
        let taking = ResultTaking(digest: token.digest(keyring), reach: caller.reach, now: clock.now)
        let taken = try await stored { () async throws(StoreFault) in try await store.take(taking) }
        guard let taken else { throw .resultInvalid }
        return taken
    }

    /// A fresh result and the link that carries it, for an activation with somewhere to return to.
    ///
    /// `nil` where there is none, or where it lies within no front any more: the configuration may have changed since.
    func returning(of activation: Activation, now: Instant) -> (kept: KeptResult, link: ReturnLink)? {
        let token = ResultToken(random: random, keyring: keyring)
        let kept = KeptResult(digest: token.digest(keyring), expires: now + ResultToken.life)
        guard let text = activation.returnTo, let address = try? ReturnAddress(text), let front = policy.front(of: address) else {
            return nil
        }
        return (kept, ReturnLink(name: front.name, host: address.host, url: address.carrying(token.text)))
    }
}
