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
        let perRecipient = keyring.hmac(.limit, Array(kind.name.utf8), Array(recipient.normalized.utf8))
        let all = [
            LimitCharge(
                limit: LimitCharge.recipientMinute, subject: perRecipient, window: .minute, maximum: limits.perRecipientPerMinute),
            LimitCharge(
                limit: LimitCharge.recipientHour, subject: perRecipient, window: .hour, maximum: limits.perRecipientPerHour),
            LimitCharge(
                limit: LimitCharge.recipientDay, subject: perRecipient, window: .day, maximum: limits.perRecipientPerDay),
            perCaller(caller.principal),
        ]
        let perMunicipality = municipality.map {
            LimitCharge(
                limit: LimitCharge.municipalityDay, subject: keyring.hmac(.limit, Array($0.utf8)), window: .day,
                maximum: limits.perMunicipalityPerDay)
        }
        return (all + [perMunicipality].compactMap { $0 }).filter { $0.maximum > 0 }
    }

    /// A front by the minute, an officer by the day.
    private func perCaller(_ principal: Principal) -> LimitCharge {
        let subject = keyring.hmac(.limit, principal.bytes)
        return switch principal {
        case .apiKey:
            LimitCharge(limit: LimitCharge.keyMinute, subject: subject, window: .minute, maximum: policy.limits.perKeyPerMinute)
        case .person:
            LimitCharge(limit: LimitCharge.officerDay, subject: subject, window: .day, maximum: policy.limits.perOfficerPerDay)
        }
    }
}
