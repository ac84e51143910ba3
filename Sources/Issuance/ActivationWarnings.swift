import Mail

/// What is allowed but looks odd enough to ask the officer first.
enum ActivationWarnings {
    static let mistyped = "address_mistyped"
    static let belgianDocument = "belgian_document_not_in_checkdoc"

    static func warnings(for request: ActivationRequest, address: EmailAddress) -> [IssuanceWarning] {
        var warnings: [IssuanceWarning] = []
        if let meant = MistypedDomain.suggestion(for: address.domain) {
            warnings.append(
                IssuanceWarning(
                    code: mistyped, field: "email", detail: "\(address.domain) looks mistyped; \(meant) may be meant. Ask the citizen."))
        }
        if request.identification.checkedWith == .prado, request.identification.country == "BE" {
            warnings.append(
                IssuanceWarning(
                    code: belgianDocument, field: "identification.checked_with",
                    detail: "A Belgian document is checked with Checkdoc, which also knows stolen ones."))
        }
        return warnings
    }
}
