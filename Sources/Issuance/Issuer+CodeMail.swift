import Mail
import Queue

extension Issuer {
    /// Mails a new code for the same challenge, under a new reference; the former code ends, the wrong tries stay counted.
    ///
    /// Not beyond ``IssuancePolicy/challengeLifetime``: what was asked for long ago is asked for anew.
    package func resendCode(
        _ id: CodeID, by caller: Caller, idempotency: IdempotencyRequest<IssuedCode>?
    ) async throws(IssuanceRefusal) -> Answer<IssuedCode> {
        try await answeredBefore(idempotency) { () async throws(IssuanceRefusal) in
            try await resend(id, by: caller, idempotency: idempotency)
        }
    }

    private func resend(
        _ id: CodeID, by caller: Caller, idempotency: IdempotencyRequest<IssuedCode>?
    ) async throws(IssuanceRefusal) -> Answer<IssuedCode> {
        let now = clock.now
        let kind = try kind(KindTable.oneTimeCode)
        let challenge = try await visibleChallenge(id, for: caller)
        guard !challenge.sealedAddress.isEmpty, now < challenge.expires else {
            throw .conflict(detail: "This code has ended; ask for a new one.")
        }
        let kept = try content(of: challenge)
        let lifetime = lifetime(in: kept, kind: kind)
        guard now + lifetime <= challenge.issued + policy.challengeLifetime else {
            throw .conflict(detail: "This code has been sent again for long enough; ask for a new one.")
        }
        let code = OneTimeCodeText(count: policy.codeDigits, random: random)
        let target = CodeTarget(
            address: kept.recipient, key: challenge.key, municipality: challenge.municipality, language: challenge.language,
            bindingLanguage: challenge.bindingLanguage)
        let mailID = QueueID(at: now, random: random)
        let letter = CodeLetter(
            address: kept.recipient, language: challenge.language, bindingLanguage: challenge.bindingLanguage,
            municipality: challenge.municipality, municipalityName: try await municipalityName(target), code: code,
            lifetime: lifetime, mail: mailID, reference: reference(of: mailID))
        let mail = try codeMail(letter, kind: kind, now: now)
        let issued = issuedCode(id, mail, reference: letter.reference)
        let charges = charges(recipient: kept.recipient, kind: kind, caller: caller, municipality: nil)
        let terms = terms(idempotency, issued: issued, charges: charges, caller: caller, now: now)
        let replacement = ChallengeMail(
            challenge: id, code: keyring.hmac(.oneTimeCode, id.bytes, code.digits.reveal()), expires: mail.expires)
        let result = try await stored { () async throws(StoreFault) in
            try await store.resend(replacement, mail: mail, terms: terms)
        }
        return try answer(result, issued)
    }

    /// The mail with the code.
    func codeMail(_ letter: CodeLetter, kind: Kind, now: Instant) throws(IssuanceRefusal) -> QueueEntry {
        let expires = now + letter.lifetime
        var variables: TemplateVariables = [
            "code": .code(letter.code.digits.revealText()),
            "requested_at": .instant(now),
            "expires_at": .instant(expires),
            CodeLetter.lifetimeName: .duration(letter.lifetime),
            "reference": .text(letter.reference),
        ]
        variables["municipality"] = letter.municipalityName
        let draft = MailDraft(
            id: letter.mail, kind: kind, recipient: letter.address, language: letter.language, bindingLanguage: letter.bindingLanguage,
            municipality: letter.municipality, variables: variables, expires: expires)
        return try entry(draft, now: now)
    }

    private func content(of challenge: CodeChallenge) throws(IssuanceRefusal) -> QueueContent {
        let plaintext: [UInt8]
        do {
            plaintext = try seal.open(challenge.sealedAddress, context: challenge.id.bytes)
        } catch {
            throw .unavailable(.broken("seal: \(error.rawValue)"))
        }
        guard let content = QueueContent(encoded: plaintext) else {
            throw .unavailable(.broken("a sealed address cannot be read"))
        }
        return content
    }

    private func lifetime(in content: QueueContent, kind: Kind) -> Duration {
        if case .duration(let lifetime)? = content.variables[CodeLetter.lifetimeName] { lifetime } else { kind.lifetime }
    }
}
