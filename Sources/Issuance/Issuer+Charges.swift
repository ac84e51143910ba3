import Mail
import Queue

extension Issuer {
    /// What one mail counts against: the narrowest limit first, since the first that is reached is named in the answer.
    ///
    /// Subjects are HMACs, so that the counters of a stolen database name nobody.
    ///
    /// - Parameter municipality: Whose activation it is; `nil` for a code, which counts against no municipality: citizens who sign in
    ///   must not use up what officers may issue.
    func charges(recipient: EmailAddress, kind: Kind, caller: Caller, municipality: String?) -> [LimitCharge] {
        let limits = policy.limits
        var charges = charges(recipient: recipient, kind: kind)
        let perCaller = keyring.hmac(.limit, caller.principal.bytes)
        switch caller.principal {
        case .apiKey:
            charges.add(LimitCharge.keyMinute, of: perCaller, in: .minute, limits.perKeyPerMinute)
            charges.add(LimitCharge.keyDay, of: perCaller, in: .day, limits.perKeyPerDay)
        case .person:
            charges.add(LimitCharge.officerDay, of: perCaller, in: .day, limits.perOfficerPerDay)
        }
        if let municipality {
            let perMunicipality = keyring.hmac(.limit, Array(municipality.utf8))
            charges.add(LimitCharge.municipalityDay, of: perMunicipality, in: .day, limits.perMunicipalityPerDay)
        }
        return charges
    }

    /// What a link counts against that is asked for on the page. No municipality: those who hold a link must not use up what officers may issue.
    func charges(recipient: EmailAddress, kind: Kind, asking activation: ActivationID) -> [LimitCharge] {
        var charges = charges(recipient: recipient, kind: kind)
        let perActivation = keyring.hmac(.limit, activation.bytes)
        charges.add(LimitCharge.askedHour, of: perActivation, in: .hour, AskingLimits.perHour)
        charges.add(LimitCharge.askedDay, of: perActivation, in: .day, AskingLimits.perDay)
        return charges
    }

    private func charges(recipient: EmailAddress, kind: Kind) -> [LimitCharge] {
        let limits = policy.limits
        let perRecipient = keyring.hmac(.limit, Array(kind.name.utf8), Array(recipient.normalized.utf8))
        var charges: [LimitCharge] = []
        charges.reserveCapacity(6)
        charges.add(LimitCharge.recipientMinute, of: perRecipient, in: .minute, limits.perRecipientPerMinute)
        charges.add(LimitCharge.recipientHour, of: perRecipient, in: .hour, limits.perRecipientPerHour)
        charges.add(LimitCharge.recipientDay, of: perRecipient, in: .day, limits.perRecipientPerDay)
        return charges
    }
}

extension [LimitCharge] {
    /// Nothing for a limit that is 0.
    fileprivate mutating func add(_ limit: String, of subject: [UInt8], in window: LimitWindow, _ maximum: Int) {
        if maximum > 0 { append(LimitCharge(limit: limit, subject: subject, window: window, maximum: maximum)) }
    }
}
