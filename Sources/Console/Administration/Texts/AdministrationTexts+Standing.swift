import Issuance
import Mail

/// Why nothing can be issued for a municipality, and what to do. The API says the same in English (``MunicipalityView/missing``).
extension AdministrationTexts {
    /// `nil` while its NIS code may be used.
    func endedCode(_ municipality: Municipality, at now: Instant) -> String? {
        if let from = municipality.validFrom, now < from { return codeToCome.replacing("{day}", with: from.brusselsDay) }
        guard let until = municipality.validUntil, until <= now else { return nil }
        let words = municipality.successor.map { codeFollowed.replacing("{code}", with: $0) } ?? codeEnded
        return words.replacing("{day}", with: until.brusselsDay)
    }

    /// `nil` with an agreement in force.
    func missingAgreement(_ standing: AgreementStanding) -> String? {
        let former = standing.former?.agreement
        switch standing.state {
        case .inForce: return nil
        case .none: return agreementMissing
        case .toCome: return agreementToCome.replacing("{day}", with: standing.current?.agreement.validFrom.brusselsDay ?? "–")
        case .ended: return agreementEnded.replacing("{day}", with: former?.validUntil?.brusselsDay ?? "–")
        case .withdrawn: return agreementWithdrawn.replacing("{day}", with: former?.withdrawnOn?.brusselsDay ?? "–")
        }
    }
}
