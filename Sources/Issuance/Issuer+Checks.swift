package import Mail

extension Issuer {
    /// What is wrong with a citizen number, whoever holds it; `nil`: nothing that the number itself tells.
    package func fault(of number: Secret) -> FieldFault? {
        do throws(CitizenNumberFault) {
            _ = try CitizenNumber(number, now: clock.now)
            return nil
        } catch {
            return FieldFault("citizen_number", error.advice, .number(error))
        }
    }

    /// What the form of an address tells: its fault, or what an issuance to it would warn of. Never what others have, which an issuance
    /// tells alone, and counts.
    package func judge(email: String) -> (fault: FieldFault?, warnings: [IssuanceWarning]) {
        var faults: [FieldFault] = []
        guard let address = CheckedActivation.address(email, field: "email", into: &faults) else { return (faults.first, []) }
        return (nil, ActivationWarnings.warnings(about: address, municipalDomains: policy.municipalDomains))
    }
}
