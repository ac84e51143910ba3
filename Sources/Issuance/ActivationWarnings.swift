import Mail

/// What is allowed but looks odd enough to ask the officer first.
enum ActivationWarnings {
    static let mistyped = "address_mistyped"
    static let belgianDocument = "belgian_document_not_in_checkdoc"

    static func warnings(about address: EmailAddress) -> [IssuanceWarning] {
        guard let meant = MistypedDomain.suggestion(for: address.domain) else { return [] }
        return [
            IssuanceWarning(
                code: mistyped, field: "email", detail: "\(address.domain) looks mistyped; \(meant) may be meant. Ask the citizen.")
        ]
    }

    static func warnings(about identification: Identification) -> [IssuanceWarning] {
        guard identification.checkedWith == .prado, identification.country == "BE" else { return [] }
        return [
            IssuanceWarning(
                code: belgianDocument, field: "identification.checked_with",
                detail: "A Belgian document is checked with Checkdoc, which also knows stolen ones.")
        ]
    }
}
