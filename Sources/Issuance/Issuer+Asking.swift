package import Mail
import Queue

/// Asking for a new link on the citizen's page.
extension Issuer {
    /// Mails a new link to the address on file, for whoever holds the newest link or a former one while the code on paper lasts.
    ///
    /// Says nothing of what became of it: all links that were ever issued take the same steps, to the same writes where there is nothing to
    /// mail. One that was not is read for and no more, so that strangers do not reach the writer.
    ///
    /// - Throws: ``IssuanceRefusal/tooManyRequests(limit:retryAfter:)`` for the link's own limit, whatever its state;
    ///   ``IssuanceRefusal/unavailable(_:)``.
    package func askAgain(token: Secret) async throws(IssuanceRefusal) {
        let now = clock.now
        let link = tokenHMAC(token)
        let known = try await stored { () async throws(StoreFault) in try await store.link(token: link) }
        guard let known else { return }
        try admitAttempt(with: link)
        let asked = try await asked(with: known, token: link, now: now)
        let result = try await stored { () async throws(StoreFault) in try await store.askAgain(asked) }
        if case .limited(let limit, _) = result { onLimited(limit) }
    }

    private func asked(with known: KnownLink, token link: [UInt8], now: Instant) async throws(IssuanceRefusal) -> AskedLink {
        let kind = try kind(KindTable.activationLink)
        let municipality = try await municipality(known.activation.municipality)
        // Made for all, so that those who need it take no longer.
        let decoy = try decoy(for: known.activation, token: link, now: now)
        let isOpen = known.mayAsk && isOpen(known.activation, of: municipality, for: kind, now: now)
        let activation = isOpen ? known.activation : decoy
        let address = try address(in: activation.sealedAddress, context: activation.id.bytes)
        let fresh = LinkToken(random: random)
        let letter = LinkLetter(
            activation: activation.id, address: address, language: activation.language, bindingLanguage: activation.bindingLanguage,
            municipality: municipality
                ?? Municipality(
                    nis: activation.municipality, name: activation.municipality, languages: [activation.language], agreement: nil),
            token: fresh, visited: activation.issued, expires: Self.linkExpires(kind, codeExpires: activation.codeExpires, now: now),
            mail: QueueID(at: now, random: random))
        let terms = IssueTerms(
            now: now, actor: .citizen, idempotency: nil, charges: charges(recipient: address, kind: kind, asking: activation.id),
            address: activation.address)
        return AskedLink(
            token: link,
            replacement: ActivationMail(
                activation: activation.id, token: keyring.hmac(.activationToken, fresh.text.reveal()), expires: letter.expires),
            mail: try linkMail(letter, kind: kind, now: now), terms: terms)
    }

    /// Whether an officer's resend would be let through now.
    private func isOpen(_ activation: Activation, of municipality: Municipality?, for kind: Kind, now: Instant) -> Bool {
        guard let municipality, municipality.endedCode(at: now) == nil, municipality.missingAgreement(at: now) == nil else { return false }
        let expires = Self.linkExpires(kind, codeExpires: activation.codeExpires, now: now)
        do { try Self.refuseEnded(activation, now: now) } catch { return false }
        return kind.lastSubmission(expires: expires) > now
    }
}
