import Mail
import Queue

extension Issuer {
    /// Mails a one-time code. Pending ones for the same subject and purpose end.
    ///
    /// - Throws: Wrong fields (all at once), then what the store finds: idempotency, wrong tries before, limits.
    package func issueCode(
        _ request: CodeRequest, by caller: Caller, idempotency: IdempotencyRequest<IssuedCode>?
    ) async throws(IssuanceRefusal) -> Answer<IssuedCode> {
        try await answeredBefore(idempotency) { () async throws(IssuanceRefusal) in
            try await issue(request, by: caller, idempotency: idempotency)
        }
    }

    private func issue(
        _ request: CodeRequest, by caller: Caller, idempotency: IdempotencyRequest<IssuedCode>?
    ) async throws(IssuanceRefusal) -> Answer<IssuedCode> {
        let now = clock.now
        let kind = try kind(KindTable.oneTimeCode)
        var faults: [FieldFault] = []
        let target = try await target(of: request, caller: caller, into: &faults)
        CheckedCode.checkPurpose(request.purpose, into: &faults)
        CheckedCode.checkBinding(request.binding, into: &faults)
        let lifetime = CheckedCode.lifetime(request.lifetime, kind: kind, into: &faults)
        guard faults.isEmpty, let target else { throw .invalid(faults) }
        let name = try await municipalityName(target)
        let (challenge, mail) = try challenge(request, target, municipalityName: name, kind: kind, lifetime: lifetime, now: now)
        let issued = issuedCode(challenge.id, mail, reference: challenge.reference)
        let charges = charges(recipient: target.address, kind: kind, caller: caller, municipality: nil)
        let terms = terms(
            idempotency, issued: issued, charges: charges, caller: caller, now: now, address: target.keyAddress)
        let result = try await stored { () async throws(StoreFault) in
            try await store.issue(challenge, mail: mail, terms: terms)
        }
        guard result != .notPending else { throw .conflict(detail: "The key ended or got another address just now; ask again.") }
        return try answer(result, issued)
    }

    /// A challenge that belongs to none of the caller's municipalities is as good as none.
    func visibleChallenge(_ id: CodeID, for caller: Caller) async throws(IssuanceRefusal) -> CodeChallenge {
        let found = try await stored { () async throws(StoreFault) in try await store.challenge(id) }
        guard let found, caller.mayActFor(found.municipality) else { throw .notFound }
        return found
    }

    func issuedCode(_ id: CodeID, _ mail: QueueEntry, reference: String) -> IssuedCode {
        IssuedCode(
            id: id, reference: reference, languages: MailLanguages(mail.language, binding: mail.bindingLanguage), expiresAt: mail.expires,
            resendAfter: policy.resendAfter,
            message: mail.id, messageState: .queued)
    }

    /// What the mail calls the municipality; `nil` for none, and for one that is no longer registered.
    func municipalityName(_ target: CodeTarget) async throws(IssuanceRefusal) -> TemplateValue? {
        guard let nis = target.municipality else { return nil }
        return try await municipality(nis)?.name(in: target.languages)
    }

    /// `nil` when a fault was appended.
    private func target(
        of request: CodeRequest, caller: Caller, into faults: inout [FieldFault]
    ) async throws(IssuanceRefusal) -> CodeTarget? {
        switch request.recipient {
        case .address(let email, let language):
            if request.minimumAssurance != nil {
                faults.append(FieldFault("minimum_assurance", "An address has no assurance; ask for a code by key_id, or leave this out."))
            }
            let languages = try await languages(told: language, by: caller, into: &faults)
            let address = CheckedActivation.address(email, field: "recipient.email", into: &faults)
            guard let address, let languages else { return nil }
            return CodeTarget(
                address: address, key: nil, municipality: caller.reach.only, language: languages.language,
                bindingLanguage: languages.binding)
        case .key(let text):
            guard let key = try await digitalKey(text, for: caller) else {
                faults.append(FieldFault("key_id", "No key in force has this identifier."))
                return nil
            }
            if let fault = Self.fault(of: key, asked: request.minimumAssurance) { faults.append(fault) }
            return CodeTarget(
                address: try address(in: key.sealedAddress, context: key.id.bytes), key: key.id, municipality: key.municipality,
                language: key.language, bindingLanguage: key.bindingLanguage, keyAddress: key.address)
        }
    }

    /// What a mail to an address is in. Where nobody told its owner's language, the caller's municipality says it; `nil` when a fault was appended.
    private func languages(
        told language: Language?, by caller: Caller, into faults: inout [FieldFault]
    ) async throws(IssuanceRefusal) -> MailLanguages? {
        if let language { return MailLanguages(language) }
        if let nis = caller.reach.only, let languages = try await municipality(nis)?.languagesUntold { return languages }
        faults.append(
            FieldFault(
                "recipient.language",
                "Ask the citizen and give nl, fr, en or de: this credential is for no single municipality whose languages would do."))
        return nil
    }

    /// A key is worth what its holder's identification was; a code for it is worth no more.
    private static func fault(of key: DigitalKey, asked: Activation.Assurance?) -> FieldFault? {
        guard asked == .normal, key.assurance == .low else { return nil }
        return FieldFault(
            "minimum_assurance", "This key has the assurance low: its holder is to be identified again at the counter for one of normal.")
    }

    /// A key in force of the caller's municipality.
    private func digitalKey(_ text: String, for caller: Caller) async throws(IssuanceRefusal) -> DigitalKey? {
        guard let id = DigitalKeyID(text) else { return nil }
        let found = try await stored { () async throws(StoreFault) in try await store.digitalKey(id) }
        guard let found, found.revoked == nil, !found.sealedAddress.isEmpty, caller.mayActFor(found.municipality) else { return nil }
        return found
    }

    private func challenge(
        _ request: CodeRequest, _ target: CodeTarget, municipalityName: TemplateValue?, kind: Kind, lifetime: Duration, now: Instant
    ) throws(IssuanceRefusal) -> (CodeChallenge, QueueEntry) {
        let id = CodeID(at: now, random: random)
        let code = OneTimeCodeText(count: policy.codeDigits, random: random)
        let purpose = Array(request.purpose.utf8)
        let mailID = QueueID(at: now, random: random)
        let reference = reference(of: mailID)
        let letter = CodeLetter(
            address: target.address, language: target.language, bindingLanguage: target.bindingLanguage,
            municipality: target.municipality, municipalityName: municipalityName, code: code, lifetime: lifetime,
            mail: mailID, reference: reference)
        let mail = try codeMail(letter, kind: kind, now: now)
        let kept = QueueContent(recipient: target.address, variables: [CodeLetter.lifetimeName: .duration(lifetime)])
        let challenge = CodeChallenge(
            id: id, key: target.key, municipality: target.municipality, subject: keyring.hmac(.subject, target.subject, purpose),
            purpose: request.purpose, binding: keyring.hmac(.binding, id.bytes, Array(request.binding.utf8)),
            code: keyring.hmac(.oneTimeCode, id.bytes, code.digits.reveal()),
            sealedAddress: try sealed(kept.encoded(), context: id.bytes), language: target.language,
            bindingLanguage: target.bindingLanguage, reference: reference, issued: now, expires: mail.expires,
            message: mail.id, triesSubject: keyring.triesSubject(target.subject))
        return (challenge, mail)
    }
}
