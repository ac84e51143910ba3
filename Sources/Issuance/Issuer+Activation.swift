import Mail
import Queue

extension Issuer {
    /// Issues a code for the paper and mails a link, if every rule of the procedure is met.
    ///
    /// - Throws: In this order: another municipality, wrong fields (all at once), no agreement in force, a HIT,
    ///   warnings not confirmed, then what the store finds: idempotency, limits.
    package func issueActivation(
        _ request: ActivationRequest, by caller: Caller, idempotency: IdempotencyRequest<IssuedActivation>?
    ) async throws(IssuanceRefusal) -> Answer<IssuedActivation> {
        let now = clock.now
        guard caller.mayActFor(request.municipality) else {
            throw .forbidden(detail: "This credential may not act for that municipality.")
        }
        let registered = try await municipality(request.municipality)
        let checked = try CheckedActivation(request, municipality: registered, now: now)
        try checkAgreement(of: checked.municipality, now: now)
        guard request.identification.result != .hit else { throw .identificationHit }
        try checkWarnings(request, checked)
        let kind = try kind(KindTable.activationLink)
        let (code, token) = (ActivationCode(random: random), LinkToken(random: random))
        let draft = try activation(request, checked, kind: kind, code: code, token: token, now: now)
        let issued = IssuedActivation(
            id: draft.activation.id, activationCode: code.grouped, reference: draft.activation.reference,
            language: draft.activation.language, expiresAt: draft.activation.expires, message: draft.mail.id, messageState: .queued)
        let charges = charges(recipient: checked.address, kind: kind, caller: caller, municipality: request.municipality)
        let terms = terms(idempotency, issued: issued, charges: charges, caller: caller, now: now)
        let result = try await stored { () async throws(StoreFault) in
            try await store.issue(draft.activation, mail: draft.mail, terms: terms)
        }
        return try answer(result, issued)
    }

    /// An activation of the caller's municipality.
    package func activation(_ id: ActivationID, for caller: Caller) async throws(IssuanceRefusal) -> ActivationView {
        let activation = try await visibleActivation(id, for: caller)
        let message = try await stored { () async throws(StoreFault) in try await store.message(activation.message) }
        let masked =
            activation.sealedAddress.isEmpty
            ? "" : try address(in: activation.sealedAddress, context: activation.id.bytes).masked
        return ActivationView(
            activation: activation, state: activation.state(at: clock.now), reference: reference(of: activation.message),
            maskedAddress: masked, message: message)
    }

    /// Another municipality's is as good as none: its existence is not the caller's to know.
    func visibleActivation(_ id: ActivationID, for caller: Caller) async throws(IssuanceRefusal) -> Activation {
        let found = try await stored { () async throws(StoreFault) in try await store.activation(id) }
        guard let found, caller.mayActFor(found.municipality) else { throw .notFound }
        return found
    }

    func municipality(_ nis: String) async throws(IssuanceRefusal) -> Municipality? {
        try await stored { () async throws(StoreFault) in try await store.municipality(nis: nis) }
    }

    func checkAgreement(of municipality: Municipality, now: Instant) throws(IssuanceRefusal) {
        guard let agreement = municipality.agreement else {
            throw .agreementMissing(detail: "Municipality \(municipality.nis) has no user agreement; register the signed one first.")
        }
        guard now >= agreement.validFrom else {
            throw .agreementMissing(
                detail: "The user agreement of municipality \(municipality.nis) begins on \(agreement.validFrom.isoDay).")
        }
        guard agreement.isInForce(at: now) else {
            throw .agreementMissing(
                detail: "The user agreement of municipality \(municipality.nis) has ended; register the new one first.")
        }
    }

    private func checkWarnings(_ request: ActivationRequest, _ checked: CheckedActivation) throws(IssuanceRefusal) {
        let open = ActivationWarnings.warnings(for: request, address: checked.address)
            .filter { !request.confirmWarnings.contains($0.code) }
        guard open.isEmpty else { throw .warnings(open) }
    }

    private func activation(
        _ request: ActivationRequest, _ checked: CheckedActivation, kind: Kind, code: ActivationCode, token: LinkToken, now: Instant
    ) throws(IssuanceRefusal) -> (activation: Activation, mail: QueueEntry) {
        let id = ActivationID(at: now, random: random)
        let codeExpires = now + policy.activationCodeLifetime
        let expires = Self.linkExpires(kind, codeExpires: codeExpires, now: now)
        let letter = LinkLetter(
            activation: id, address: checked.address, language: checked.language, bindingLanguage: checked.bindingLanguage,
            municipality: checked.municipality, token: token, visited: now, expires: expires, mail: QueueID(at: now, random: random))
        let mail = try linkMail(letter, kind: kind, now: now)
        let activation = Activation(
            id: id, municipality: checked.municipality.nis, case: request.case,
            citizen: keyring.hmac(.citizen, checked.citizen.digits.reveal()), language: checked.language,
            bindingLanguage: checked.bindingLanguage, sealedAddress: try sealed(checked.address, context: id.bytes),
            channel: request.channel, assurance: request.assurance, identification: request.identification,
            token: keyring.hmac(.activationToken, token.text.reveal()),
            code: keyring.hmac(.activationCode, id.bytes, code.canonical.reveal()), reference: reference(of: mail.id), issued: now,
            expires: expires, codeExpires: codeExpires, message: mail.id)
        return (activation, mail)
    }
}
