import Mail
import Queue

extension Issuer {
    /// Issues a code for the paper and mails a link, if every rule of the procedure is met.
    ///
    /// - Throws: In this order: another municipality, a HIT, wrong fields (all at once), no agreement in force,
    ///   warnings not confirmed, then what the store finds: idempotency, limits. Instead of warnings and of a
    ///   limit, once there were too many of the two: the limit of trials.
    package func issueActivation(
        _ request: ActivationRequest, by caller: Caller, idempotency: IdempotencyRequest<IssuedActivation>?
    ) async throws(IssuanceRefusal) -> Answer<IssuedActivation> {
        try await issueActivation(request, by: caller, as: .single, idempotency: idempotency)
    }

    /// - Parameter purpose: By which a refusal counts as a trial.
    func issueActivation(
        _ request: ActivationRequest, by caller: Caller, as purpose: TrialBudget.Purpose,
        idempotency: IdempotencyRequest<IssuedActivation>?
    ) async throws(IssuanceRefusal) -> Answer<IssuedActivation> {
        try await countingTrials(by: caller, as: purpose) { () async throws(IssuanceRefusal) in
            try await answeredBefore(idempotency) { () async throws(IssuanceRefusal) in
                try await issue(request, by: caller, idempotency: idempotency)
            }
        }
    }

    private func issue(
        _ request: ActivationRequest, by caller: Caller, idempotency: IdempotencyRequest<IssuedActivation>?
    ) async throws(IssuanceRefusal) -> Answer<IssuedActivation> {
        let now = clock.now
        let prepared = try await prepare(request, by: caller, now: now)
        let terms = terms(idempotency, issued: prepared.issued, charges: prepared.charges, caller: caller, now: now)
        let result = try await stored { () async throws(StoreFault) in
            try await store.issue(prepared.activation, mail: prepared.mail, terms: terms)
        }
        return try answer(result, prepared.issued)
    }

    /// All that comes before the store's own judgement. Keeps nothing.
    func prepare(_ request: ActivationRequest, by caller: Caller, now: Instant) async throws(IssuanceRefusal) -> PreparedActivation {
        guard caller.mayActFor(request.municipality) else {
            throw .forbidden(detail: "This credential may not act for that municipality.")
        }
        // Whatever else is wrong: nobody is to mend a field and ask again about such a document.
        guard request.identification.result != .hit else { throw .identificationHit }
        let registered = try await municipality(request.municipality)
        let checked = try CheckedActivation(request, municipality: registered, policy: policy, now: now)
        try checkAgreement(of: checked.municipality, now: now)
        let standing = try await standing(
            of: keyring.hmac(.citizen, checked.citizen.digits.reveal()), address: checked.address, in: request.municipality, now: now)
        let confirmed = try Self.confirmed(
            ActivationWarnings.warnings(about: request.identification) + warnings(about: checked.address, standing, for: caller),
            by: request.confirmWarnings)
        let evidence = ActivationEvidence(
            bisRegisteredOn: checked.bisRegisteredOn, confirmedWarnings: confirmed, issuedBy: caller.principal)
        let kind = try kind(KindTable.activationLink)
        let (code, token) = (ActivationCode(random: random), LinkToken(random: random))
        let draft = try activation(request, checked, evidence, kind: kind, code: code, token: token, now: now)
        let issued = IssuedActivation(
            id: draft.activation.id, activationCode: code.grouped, reference: draft.activation.reference,
            languages: draft.activation.languages, expiresAt: draft.activation.expires, message: draft.mail.id, messageState: .queued,
            warnings: ActivationWarnings.notes(about: standing))
        let charges = charges(recipient: checked.address, kind: kind, caller: caller, municipality: request.municipality)
        return PreparedActivation(activation: draft.activation, mail: draft.mail, issued: issued, charges: charges)
    }

    /// An activation of the caller's municipality.
    package func activation(_ id: ActivationID, for caller: Caller) async throws(IssuanceRefusal) -> ActivationView {
        let activation = try await visibleActivation(id, for: caller)
        let message = try await stored { () async throws(StoreFault) in try await store.message(activation.message) }
        return ActivationView(
            activation: activation, state: activation.state(at: clock.now), reference: reference(of: activation.message),
            maskedAddress: try maskedAddress(of: activation), message: message)
    }

    /// Empty once the address was wiped.
    func maskedAddress(of activation: Activation) throws(IssuanceRefusal) -> String {
        guard !activation.sealedAddress.isEmpty else { return "" }
        return try address(in: activation.sealedAddress, context: activation.id.bytes).masked
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
        if let missing = municipality.missingAgreement(at: now) { throw .agreementMissing(detail: missing) }
    }

    /// What others have that bears on an address for a citizen, given by HMAC.
    func standing(
        of citizen: [UInt8], address: EmailAddress, in municipality: String, now: Instant
    ) async throws(IssuanceRefusal) -> CitizenStanding {
        let address = addressHMAC(address)
        return try await stored { () async throws(StoreFault) in
            try await store.standing(of: citizen, address: address, in: municipality, now: now)
        }
    }

    func warnings(about address: EmailAddress, _ standing: CitizenStanding, for caller: Caller) -> [IssuanceWarning] {
        ActivationWarnings.warnings(about: address, municipalDomains: policy.municipalDomains)
            + ActivationWarnings.warnings(about: standing, isOwn: caller.address == addressHMAC(address))
    }

    /// The codes of warnings that were all confirmed.
    ///
    /// - Throws: ``IssuanceRefusal/warnings(_:)`` with those that were not.
    static func confirmed(_ warnings: [IssuanceWarning], by confirmations: Set<String>) throws(IssuanceRefusal) -> [String] {
        let open = warnings.filter { !confirmations.contains($0.code) }
        guard open.isEmpty else { throw .warnings(open) }
        return warnings.map(\.code).sorted()
    }

    private func activation(
        _ request: ActivationRequest, _ checked: CheckedActivation, _ evidence: ActivationEvidence, kind: Kind, code: ActivationCode,
        token: LinkToken, now: Instant
    ) throws(IssuanceRefusal) -> (activation: Activation, mail: QueueEntry) {
        let id = ActivationID(at: now, random: random)
        let codeExpires = now + policy.activationCodeLifetime
        let expires = Self.linkExpires(kind, codeExpires: codeExpires, now: now)
        let letter = LinkLetter(
            activation: id, address: checked.address, language: checked.languages.language, bindingLanguage: checked.languages.binding,
            municipality: checked.municipality, token: token, visited: now, expires: expires, mail: QueueID(at: now, random: random))
        let mail = try linkMail(letter, kind: kind, now: now)
        let activation = Activation(
            id: id, municipality: checked.municipality.nis, case: request.case,
            citizen: keyring.hmac(.citizen, checked.citizen.digits.reveal()), language: checked.languages.language,
            bindingLanguage: checked.languages.binding, sealedAddress: try sealed(checked.address, context: id.bytes),
            channel: request.channel, assurance: request.assurance, identification: request.identification,
            token: keyring.hmac(.activationToken, token.text.reveal()),
            code: keyring.hmac(.activationCode, id.bytes, code.canonical.reveal()), reference: reference(of: mail.id), issued: now,
            expires: expires, codeExpires: codeExpires, message: mail.id, address: addressHMAC(checked.address), evidence: evidence,
            returnTo: checked.returnTo?.text)
        return (activation, mail)
    }
}
