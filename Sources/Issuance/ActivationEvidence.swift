/// What shows later on what an activation rests: who issued it, and what was known and confirmed then.
package struct ActivationEvidence: Hashable, Sendable {
    /// `2026-11-23`: when the number came into the BIS register; only of ``Activation/Case/noNumber``.
    package var bisRegisteredOn: String?
    /// Codes of the warnings that were given and confirmed, in the order of the alphabet. Codes that no warning had are not kept.
    package var confirmedWarnings: [String]
    /// Whose credential the issuance carried; `nil` for activations of before it was kept.
    package var issuedBy: Principal?

    package init(bisRegisteredOn: String? = nil, confirmedWarnings: [String] = [], issuedBy: Principal? = nil) {
        self.bisRegisteredOn = bisRegisteredOn
        self.confirmedWarnings = confirmedWarnings
        self.issuedBy = issuedBy
    }
}
