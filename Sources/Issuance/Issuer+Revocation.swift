import Mail
import Queue

extension Issuer {
    /// Ends an activation and what came of it: its mail where that is still possible, or its digital key with the codes pending for it.
    ///
    /// Needs no agreement in force: what must not be used any more can always be ended.
    ///
    /// - Throws: ``IssuanceRefusal/conflict(detail:)`` when it has ended already, with the reason.
    package func revokeActivation(_ id: ActivationID, by caller: Caller) async throws(IssuanceRefusal) -> RevokedActivation {
        let now = clock.now
        _ = try await visibleActivation(id, for: caller)
        let result = try await stored { () async throws(StoreFault) in
            try await store.revoke(Revocation(activation: id, actor: caller.principal.actor, now: now))
        }
        switch result {
        case .revoked(let key): return RevokedActivation(id: id, key: key)
        case .ended(let state): throw .conflict(detail: Self.nothingToRevoke(state))
        case .notFound: throw .notFound
        }
    }

    /// A new code for the paper and a new link for the same activation; the former pair is void, and its wrong tries stay counted.
    ///
    /// - Throws: ``IssuanceRefusal/conflict(detail:)`` when it has ended, with the reason; no agreement in force; then what the store
    ///   finds: idempotency, limits.
    package func reissueActivation(
        _ id: ActivationID, by caller: Caller, idempotency: IdempotencyRequest<IssuedActivation>?
    ) async throws(IssuanceRefusal) -> Answer<IssuedActivation> {
        try await answeredBefore(idempotency) { () async throws(IssuanceRefusal) in
            let now = clock.now
            let activation = try await visibleActivation(id, for: caller)
            let municipality = try await municipalityInForce(activation.municipality, now: now)
            try Self.refuseEnded(activation, now: now)
            return try await reissue(activation, municipality, by: caller, idempotency: idempotency, now: now)
        }
    }

    private func reissue(
        _ activation: Activation, _ municipality: Municipality, by caller: Caller, idempotency: IdempotencyRequest<IssuedActivation>?,
        now: Instant
    ) async throws(IssuanceRefusal) -> Answer<IssuedActivation> {
        let kind = try kind(KindTable.activationLink)
        let address = try address(in: activation.sealedAddress, context: activation.id.bytes)
        let (code, token) = (ActivationCode(random: random), LinkToken(random: random))
        let codeExpires = now + policy.activationCodeLifetime
        let letter = LinkLetter(
            activation: activation.id, address: address, language: activation.language, bindingLanguage: activation.bindingLanguage,
            municipality: municipality, token: token, visited: activation.issued,
            expires: Self.linkExpires(kind, codeExpires: codeExpires, now: now), mail: QueueID(at: now, random: random))
        let mail = try linkMail(letter, kind: kind, now: now)
        let pair = ActivationPair(
            activation: activation.id, token: keyring.hmac(.activationToken, token.text.reveal()),
            code: keyring.hmac(.activationCode, activation.id.bytes, code.canonical.reveal()), reference: reference(of: mail.id),
            expires: letter.expires, codeExpires: codeExpires)
        let issued = IssuedActivation(
            id: activation.id, activationCode: code.grouped, reference: pair.reference, languages: activation.languages,
            expiresAt: pair.expires, message: mail.id, messageState: .queued)
        let charges = charges(recipient: address, kind: kind, caller: caller, municipality: municipality.nis)
        let terms = terms(
            idempotency, issued: issued, charges: charges, caller: caller, now: now, address: activation.address)
        let result = try await stored { () async throws(StoreFault) in try await store.reissue(pair, mail: mail, terms: terms) }
        return try answer(result, issued)
    }

    /// A municipality for which mails may be sent now.
    func municipalityInForce(_ nis: String, now: Instant) async throws(IssuanceRefusal) -> Municipality {
        guard let municipality = try await municipality(nis) else {
            throw .agreementMissing(detail: "Municipality \(nis) is not registered any more; register it first.")
        }
        if let ended = municipality.endedCode(at: now) { throw .conflict(detail: "\(ended) A new activation is needed there.") }
        try checkAgreement(of: municipality, now: now)
        return municipality
    }

    /// The municipality that answers for the keys of one now: itself, or the one that followed it, each with an agreement in force.
    func municipalityAnsweringFor(_ nis: String, now: Instant) async throws(IssuanceRefusal) -> Municipality {
        var nis = nis
        for _ in 0..<Self.successions {
            guard let found = try await municipality(nis), let validUntil = found.validUntil, validUntil <= now else { break }
            guard let successor = found.successor else {
                throw .conflict(
                    detail: "The NIS code \(nis) ended on \(validUntil.brusselsDay); register its successor, which answers for its keys.")
            }
            nis = successor
        }
        return try await municipalityInForce(nis, now: now)
    }

    /// Mergers that a NIS code may have behind it, one after the other.
    private static let successions = 8

    /// Passes an activation whose code on paper may still be redeemed, if only with a newer link.
    static func refuseEnded(_ activation: Activation, now: Instant) throws(IssuanceRefusal) {
        switch activation.state {
        case .pending where now < activation.codeExpires && !activation.sealedAddress.isEmpty: return
        case .pending, .expired: throw .conflict(detail: "The code on paper has ended; issue a new activation.")
        case .redeemed: throw .conflict(detail: "This activation was redeemed. To begin anew, revoke it and issue a new one.")
        case .revoked: throw .conflict(detail: "This activation was revoked; issue a new one.")
        case .locked:
            throw .conflict(detail: "Too many wrong codes ended this activation. Identify the citizen again and issue a new one.")
        }
    }

    private static func nothingToRevoke(_ state: Activation.State) -> String {
        switch state {
        case .revoked: "This activation was revoked before."
        case .locked: "Too many wrong codes ended this activation before; nothing of it can be used."
        case .pending, .redeemed, .expired: "The code on paper has ended before; nothing of this activation can be used."
        }
    }
}
