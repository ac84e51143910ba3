import Mail
import Queue

extension Issuer {
    /// What one mail counts against: the narrowest limit first, since the first that is reached is named in the answer.
    ///
    /// Subjects are HMACs, so that the counters of a stolen database name nobody.
    func charges(recipient: EmailAddress, kind: Kind, caller: Caller, municipality: String?) -> [LimitCharge] {
        let limits = policy.limits
        let perRecipient = keyring.hmac(.limit, Array(kind.name.utf8), Array(recipient.normalized.utf8))
        let all = [
            LimitCharge(
                limit: "per_recipient_per_minute", subject: perRecipient, windowSeconds: 60, maximum: limits.perRecipientPerMinute),
            LimitCharge(
                limit: "per_recipient_per_hour", subject: perRecipient, windowSeconds: 3_600, maximum: limits.perRecipientPerHour),
            LimitCharge(
                limit: "per_recipient_per_day", subject: perRecipient, windowSeconds: 86_400, maximum: limits.perRecipientPerDay),
            LimitCharge(
                limit: "per_key_per_minute", subject: keyring.hmac(.limit, caller.apiKey.bytes), windowSeconds: 60,
                maximum: limits.perKeyPerMinute),
        ]
        let perMunicipality = municipality.map {
            LimitCharge(
                limit: "per_municipality_per_day", subject: keyring.hmac(.limit, Array($0.utf8)), windowSeconds: 86_400,
                maximum: limits.perMunicipalityPerDay)
        }
        return (all + [perMunicipality].compactMap { $0 }).filter { $0.maximum > 0 }
    }
}
