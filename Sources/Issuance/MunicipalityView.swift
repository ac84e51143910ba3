package import Mail

/// A municipality with the standing of its agreements at one time.
package struct MunicipalityView: Hashable, Sendable {
    package let municipality: Municipality
    package let standing: AgreementStanding
    /// Why nothing can be issued, and what to do: the NIS code and the agreements. Empty: it can.
    package let missing: [String]

    package init(_ municipality: Municipality, at now: Instant) {
        self.municipality = municipality
        self.standing = municipality.standing(at: now)
        self.missing = [municipality.endedCode(at: now), municipality.missingAgreement(at: now)].compactMap(\.self)
    }
}
