import Mail

/// What is allowed but looks odd enough to ask the officer first.
///
/// What others have is looked up before the transaction: of two issuances at one moment neither need see the other. These are
/// warnings, not rules.
enum ActivationWarnings {
    static let mistyped = "address_mistyped"
    static let belgianDocument = "belgian_document_not_in_checkdoc"
    static let anotherCitizen = "address_of_another_citizen"
    static let municipality = "address_of_municipality"
    static let officer = "address_of_officer"
    static let shared = "address_shared"
    static let pending = "activation_pending"

    /// - Parameter municipalDomains: Those of the configuration, in A-labels.
    static func warnings(about address: EmailAddress, municipalDomains: Set<String>) -> [IssuanceWarning] {
        var warnings: [IssuanceWarning] = []
        func warn(_ code: String, _ detail: String, _ subject: String = "") {
            warnings.append(IssuanceWarning(code: code, field: "email", detail: detail, subject: subject))
        }
        if let meant = MistypedDomain.suggestion(for: address.domain) {
            warn(mistyped, "\(address.domain) looks mistyped; \(meant) may be meant. Ask the citizen.", meant)
        }
        if isBelow(municipalDomains, address.domain) {
            warn(municipality, "\(address.domain) is a municipality's own. The key is the citizen's: ask for an address of his.")
        }
        if SharedMailbox.isNamed(by: address) {
            warn(shared, "This looks like an address that several people read. The key is the citizen's: ask for an address of his.")
        }
        return warnings
    }

    static func warnings(about identification: Identification) -> [IssuanceWarning] {
        guard identification.checkedWith == .prado, identification.country == "BE" else { return [] }
        return [
            IssuanceWarning(
                code: belgianDocument, field: "identification.checked_with",
                detail: "A Belgian document is checked with Checkdoc, which also knows stolen ones.")
        ]
    }

    /// Names nobody: neither who has the address, nor where.
    ///
    /// - Parameter isOwn: Whether the address is that of whoever asks.
    static func warnings(about standing: CitizenStanding, isOwn: Bool = false) -> [IssuanceWarning] {
        var warnings: [IssuanceWarning] = []
        func warn(_ code: String, _ detail: String) { warnings.append(IssuanceWarning(code: code, field: "email", detail: detail)) }
        if standing.isAddressOfAnother {
            warn(
                anotherCitizen,
                "This address already serves another citizen. Whoever reads it can use both keys: ask for an address of his own.")
        }
        if isOwn {
            warn(officer, "This is your own address. The key is the citizen's: ask for an address of his.")
        } else if standing.isAddressOfOfficer {
            warn(
                officer,
                "This is the address of an officer, or of another person with a role. The key is the citizen's: ask for an address of his.")
        }
        return warnings
    }

    /// What the answer to an issuance says and need not be confirmed: the former pair goes on until it is revoked.
    static func notes(about standing: CitizenStanding) -> [IssuanceWarning] {
        standing.pending.map { former in
            [
                IssuanceWarning(
                    code: pending, field: "citizen_number",
                    detail: "The activation \(former) of this citizen is pending here too. Revoke it unless both are meant.",
                    subject: former.description)
            ]
        } ?? []
    }

    /// Whether a domain is one of these, or below one.
    private static func isBelow(_ domains: Set<String>, _ domain: String) -> Bool {
        guard !domains.isEmpty else { return false }
        var rest = Substring(domain)
        while true {
            if domains.contains(String(rest)) { return true }
            guard let dot = rest.firstIndex(of: ".") else { return false }
            rest = rest[rest.index(after: dot)...]
        }
    }
}
