import Mail

/// What an operator registers of a municipality's branding, as it came: nothing is checked yet.
///
/// Where a field is `nil`, that leaves what is registered; an empty text takes it away.
package struct BrandingRegistration: Hashable, Sendable {
    /// `nil` with none registered, and an empty text: the name in the first language.
    package var senderName: String?
    package var senderNameNL: String?
    package var senderNameFR: String?
    package var senderNameDE: String?
    /// As ``senderName``.
    package var contactName: String?
    package var contactNameNL: String?
    package var contactNameFR: String?
    package var contactNameDE: String?
    package var contactEmail: String?
    package var contactPhone: String?
    package var accentColor: String?

    package init() {}

    /// The branding, checked; every fault is appended.
    ///
    /// - Parameter languages: Of the municipality; the first one's name stands where a language has none.
    func checked(
        known: MunicipalityBranding, languages: [Language], into faults: inout [FieldFault]
    ) -> MunicipalityBranding {
        let sender = Self.name(
            "sender_name", senderName, [.nl: senderNameNL, .fr: senderNameFR, .de: senderNameDE], known: known.senderName, languages,
            into: &faults)
        return MunicipalityBranding(
            senderName: sender, contact: contact(known: known.contact, languages, into: &faults),
            accent: accent(known: known.accent, into: &faults))
    }

    private static func name(
        _ field: String, _ given: String?, _ givenNames: [Language: String?], known: NameByLanguage?, _ languages: [Language],
        into faults: inout [FieldFault]
    ) -> NameByLanguage? {
        var names: [Language: String] = [:]
        for language in [Language.nl, .fr, .de] {
            guard let given = givenNames[language] ?? nil else {
                names[language] = known?.names[language]
                continue
            }
            if !given.isEmpty { names[language] = BrandingText.name(given, field: "\(field)_\(language.rawValue)", into: &faults) }
        }
        let plain = merged(given, known?.given) { BrandingText.name($0, field: field, into: &faults) }
        return NameByLanguage(given: plain, names: names, languages: languages)
    }

    private func contact(
        known: MunicipalityBranding.Contact?, _ languages: [Language], into faults: inout [FieldFault]
    ) -> MunicipalityBranding.Contact? {
        let name = Self.name(
            "contact_name", contactName, [.nl: contactNameNL, .fr: contactNameFR, .de: contactNameDE], known: known?.name, languages,
            into: &faults)
        let email = Self.merged(contactEmail, known?.email) { BrandingText.email($0, into: &faults) }
        let phone = Self.merged(contactPhone, known?.phone) { BrandingText.phone($0, into: &faults) }
        guard name != nil || email != nil || phone != nil else { return nil }
        let whole = "a contact of the municipality's own has a name and an e-mail address; give both, or take all of it away"
        if name == nil { faults.append(FieldFault("contact_name", "Is missing: \(whole).", .contactIncomplete)) }
        if email == nil { faults.append(FieldFault("contact_email", "Is missing: \(whole).", .contactIncomplete)) }
        guard let name, let email else { return nil }
        return MunicipalityBranding.Contact(name: name, email: email, phone: phone)
    }

    private static func merged(_ given: String?, _ known: String?, _ check: (String) -> String) -> String? {
        guard let given else { return known }
        return given.isEmpty ? nil : check(given)
    }

    private func accent(known: AccentColor?, into faults: inout [FieldFault]) -> AccentColor? {
        guard let accentColor else { return known }
        return accentColor.isEmpty ? nil : BrandingText.accent(accentColor, into: &faults)
    }
}
