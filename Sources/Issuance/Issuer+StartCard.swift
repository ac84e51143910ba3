import Mail
import Queue

extension Issuer {
    /// What the start card of a pending activation says.
    ///
    /// - Throws: ``IssuanceRefusal/conflict(detail:)`` when there is nothing to start any more, with the reason.
    package func startCard(of id: ActivationID, for caller: Caller) async throws(IssuanceRefusal) -> StartCard {
        let activation = try await visibleActivation(id, for: caller)
        try Self.refuseWithoutStart(activation, now: clock.now)
        guard let municipality = try await municipality(activation.municipality) else {
            throw .conflict(detail: "Municipality \(activation.municipality) is not registered any more; register it first.")
        }
        let mail = try await stored { () async throws(StoreFault) in try await store.message(activation.message) }
        return StartCard(
            language: activation.language, bindingLanguage: activation.bindingLanguage, municipality: municipality,
            reference: reference(of: activation.message), maskedAddress: try maskedAddress(of: activation), visited: activation.issued,
            expires: activation.expires, templateVersion: mail?.templateVersion)
    }

    private static func refuseWithoutStart(_ activation: Activation, now: Instant) throws(IssuanceRefusal) {
        try refuseEnded(activation, now: now)
        guard activation.state(at: now) == .pending else {
            throw .conflict(detail: "The link has ended, and the code on paper has not. Resend the link, then print the card.")
        }
    }
}
