import Mail
import Queue

extension Issuer {
    /// Gives an activation another address, and tells the former one.
    ///
    /// Pending: the link to the former address ends, a new one goes to the new address, the code on paper stays. Redeemed: the digital
    /// key gets the address, and the codes that are pending for it end. Counts against the limits of both addresses. A key goes on where the
    /// NIS code of its municipality ended, and so must its address: then the agreement of the municipality that followed counts.
    ///
    /// - Throws: ``IssuanceRefusal/conflict(detail:)`` when it has ended, with the reason; no agreement in force; a wrong address;
    ///   warnings not confirmed; then what the store finds: idempotency, limits. Instead of what tells of warnings, the limit of trials.
    package func correctActivation(
        _ id: ActivationID, email: String, confirmWarnings: Set<String>, by caller: Caller,
        idempotency: IdempotencyRequest<CorrectedActivation>?
    ) async throws(IssuanceRefusal) -> Answer<CorrectedActivation> {
        try await countingTrials(by: caller, as: .single) { () async throws(IssuanceRefusal) in
            try await answeredBefore(idempotency) { () async throws(IssuanceRefusal) in
                let activation = try await visibleActivation(id, for: caller)
                let change = try await change(
                    of: activation, to: email, confirmWarnings: confirmWarnings, by: caller, now: clock.now)
                return change.former.key == nil
                    ? try await correctLink(change, by: caller, idempotency: idempotency)
                    : try await correctKey(change, by: caller, idempotency: idempotency)
            }
        }
    }

    private func change(
        of activation: Activation, to email: String, confirmWarnings: Set<String>, by caller: Caller, now: Instant
    ) async throws(IssuanceRefusal) -> AddressChange {
        let former = try await formerAddress(of: activation, now: now)
        let municipality =
            former.key == nil
            ? try await municipalityInForce(activation.municipality, now: now)
            : try await municipalityAnsweringFor(activation.municipality, now: now)
        let address = try Self.otherAddress(email, than: former.address)
        let standing = try await standing(of: activation.citizen, address: address, in: activation.municipality, now: now)
        let confirmed = try Self.confirmed(warnings(about: address, standing, for: caller), by: confirmWarnings)
        return AddressChange(
            activation: activation, municipality: municipality, address: address, former: former,
            confirmedWarnings: Set(activation.evidence.confirmedWarnings + confirmed).sorted(), now: now)
    }

    private func formerAddress(of activation: Activation, now: Instant) async throws(IssuanceRefusal) -> AddressChange.Former {
        guard activation.state == .redeemed, let id = activation.key else {
            try Self.refuseEnded(activation, now: now)
            return AddressChange.Former(
                address: try address(in: activation.sealedAddress, context: activation.id.bytes), sealed: activation.sealedAddress, key: nil
            )
        }
        let key = try await stored { () async throws(StoreFault) in try await store.digitalKey(id) }
        guard let key, key.revoked == nil, !key.sealedAddress.isEmpty else {
            throw .conflict(detail: "The key of this activation has ended; issue a new activation.")
        }
        return AddressChange.Former(address: try address(in: key.sealedAddress, context: id.bytes), sealed: key.sealedAddress, key: id)
    }

    private static func otherAddress(_ text: String, than former: EmailAddress) throws(IssuanceRefusal) -> EmailAddress {
        var faults: [FieldFault] = []
        let address = CheckedActivation.address(text, field: "email", into: &faults)
        guard let address else { throw .invalid(faults) }
        guard address.normalized != former.normalized else {
            throw .invalid([FieldFault("email", "Is the address that stands already; give the right one.", .sameAddress)])
        }
        return address
    }

    private func correctLink(
        _ change: AddressChange, by caller: Caller, idempotency: IdempotencyRequest<CorrectedActivation>?
    ) async throws(IssuanceRefusal) -> Answer<CorrectedActivation> {
        let kind = try kind(KindTable.activationLink)
        let activation = change.activation
        let expires = Self.linkExpires(kind, codeExpires: activation.codeExpires, now: change.now)
        guard kind.lastSubmission(expires: expires) > change.now else {
            throw .conflict(detail: "The code on paper is about to end; issue a new activation.")
        }
        let token = LinkToken(random: random)
        let letter = LinkLetter(
            activation: activation.id, address: change.address, language: activation.language, bindingLanguage: activation.bindingLanguage,
            municipality: change.municipality, token: token, visited: activation.issued, expires: expires,
            mail: QueueID(at: change.now, random: random))
        let mail = try linkMail(letter, kind: kind, now: change.now)
        let link = ActivationMail(activation: activation.id, token: keyring.hmac(.activationToken, token.text.reveal()), expires: expires)
        let charges = charges(recipient: change.address, kind: kind, caller: caller, municipality: activation.municipality)
        return try await commit(
            change, .link(link, mail), context: activation.id.bytes, charges: charges, by: caller, idempotency: idempotency)
    }

    private func correctKey(
        _ change: AddressChange, by caller: Caller, idempotency: IdempotencyRequest<CorrectedActivation>?
    ) async throws(IssuanceRefusal) -> Answer<CorrectedActivation> {
        guard let key = change.former.key else { throw .notFound }
        return try await commit(change, .key(key), context: key.bytes, charges: [], by: caller, idempotency: idempotency)
    }

    private func commit(
        _ change: AddressChange, _ target: AddressCorrection.Target, context: [UInt8], charges: [LimitCharge], by caller: Caller,
        idempotency: IdempotencyRequest<CorrectedActivation>?
    ) async throws(IssuanceRefusal) -> Answer<CorrectedActivation> {
        let notice = try notice(of: change)
        let kind = try kind(KindTable.addressChanged)
        let corrected = CorrectedActivation(
            id: change.activation.id, state: change.former.key == nil ? .pending : .redeemed, maskedAddress: change.address.masked,
            link: link(of: target), notice: notice.id)
        let correction = AddressCorrection(
            activation: change.activation.id, target: target, former: change.former.sealed,
            formerAddress: addressHMAC(change.former.address),
            sealedAddress: try sealed(change.address, context: context), address: addressHMAC(change.address),
            confirmedWarnings: change.confirmedWarnings)
        let charges = charges + self.charges(recipient: change.former.address, kind: kind, caller: caller, municipality: nil)
        let terms = terms(idempotency, issued: corrected, charges: charges, caller: caller, now: change.now)
        let result = try await stored { () async throws(StoreFault) in
            try await store.correct(correction, notice: notice, terms: terms)
        }
        return try answer(result, corrected)
    }

    private func link(of target: AddressCorrection.Target) -> CorrectedActivation.Link? {
        guard case .link(_, let mail) = target else { return nil }
        return CorrectedActivation.Link(message: mail.id, reference: reference(of: mail.id), expiresAt: mail.expires)
    }

    /// Tells who had the address that mails go elsewhere now, and not where: who did not ask for it learns of it.
    private func notice(of change: AddressChange) throws(IssuanceRefusal) -> QueueEntry {
        let kind = try kind(KindTable.addressChanged)
        let activation = change.activation
        let draft = MailDraft(
            id: QueueID(at: change.now, random: random), kind: kind, recipient: change.former.address, language: activation.language,
            bindingLanguage: activation.bindingLanguage, municipality: activation.municipality,
            variables: [
                "municipality": change.municipality.name(in: activation.languages),
                "changed_at": .instant(change.now),
                "reference": .text(reference(of: activation.message)),
            ],
            expires: change.now + kind.lifetime)
        return try entry(draft, now: change.now)
    }
}
