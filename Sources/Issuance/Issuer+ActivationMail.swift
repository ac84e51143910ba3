import Mail
import Queue

extension Issuer {
    /// Mails a new link for the same code on paper, under a new reference; the former link ends.
    package func resendActivation(
        _ id: ActivationID, by caller: Caller, idempotency: IdempotencyRequest<ResentActivation>?
    ) async throws(IssuanceRefusal) -> Answer<ResentActivation> {
        try await answeredBefore(idempotency) { () async throws(IssuanceRefusal) in
            try await resend(id, by: caller, idempotency: idempotency)
        }
    }

    private func resend(
        _ id: ActivationID, by caller: Caller, idempotency: IdempotencyRequest<ResentActivation>?
    ) async throws(IssuanceRefusal) -> Answer<ResentActivation> {
        let now = clock.now
        let activation = try await visibleActivation(id, for: caller)
        let municipality = try await municipalityInForce(activation.municipality, now: now)
        try Self.refuseEnded(activation, now: now)
        let kind = try kind(KindTable.activationLink)
        let expires = Self.linkExpires(kind, codeExpires: activation.codeExpires, now: now)
        guard kind.lastSubmission(expires: expires) > now else {
            throw .conflict(detail: "The code on paper is about to end; reissue the activation.")
        }
        let address = try address(in: activation.sealedAddress, context: id.bytes)
        let token = LinkToken(random: random)
        let letter = LinkLetter(
            activation: id, address: address, language: activation.language, bindingLanguage: activation.bindingLanguage,
            municipality: municipality, token: token, visited: activation.issued, expires: expires,
            mail: QueueID(at: now, random: random))
        let mail = try linkMail(letter, kind: kind, now: now)
        let resent = ResentActivation(
            id: id, reference: reference(of: mail.id), expiresAt: expires, message: mail.id, messageState: .queued)
        let charges = charges(recipient: address, kind: kind, caller: caller, municipality: municipality.nis)
        let terms = terms(
            idempotency, issued: resent, charges: charges, caller: caller, now: now, address: activation.address)
        let replacement = ActivationMail(
            activation: id, token: keyring.hmac(.activationToken, token.text.reveal()), expires: expires)
        let result = try await stored { () async throws(StoreFault) in
            try await store.resend(replacement, mail: mail, terms: terms)
        }
        return try answer(result, resent)
    }

    /// The end of a link. It never outlives the code on paper, since neither is worth anything without the other.
    static func linkExpires(_ kind: Kind, codeExpires: Instant, now: Instant) -> Instant {
        min(now + kind.lifetime, codeExpires)
    }

    /// The mail with the link. A newer one for the same activation takes its place in the queue: the store knows the former by its activation.
    ///
    /// Without a key of its own: an index over keys that lie at random had a page changed for each mail that came or went.
    func linkMail(_ letter: LinkLetter, kind: Kind, now: Instant) throws(IssuanceRefusal) -> QueueEntry {
        let draft = MailDraft(
            id: letter.mail, kind: kind, recipient: letter.address, language: letter.language, bindingLanguage: letter.bindingLanguage,
            municipality: letter.municipality.nis,
            variables: [
                "link": .link("\(policy.publicURL)/a/\(letter.token.text.revealText())"),
                "municipality": letter.municipality.name(in: MailLanguages(letter.language, binding: letter.bindingLanguage)),
                "visited_at": .instant(letter.visited),
                "expires_at": .instant(letter.expires),
                "reference": .text(reference(of: letter.mail)),
            ],
            expires: letter.expires)
        return try entry(draft, now: now)
    }
}
