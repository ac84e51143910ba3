package import Mail

/// What the mails of one municipality show in place of what the configuration says; the rest stays the configuration's.
package struct MailBranding: Sendable {
    /// Of the sender, in `From` and in the text.
    package let senderName: NameByLanguage?
    package let contactName: NameByLanguage?
    package let contactEmail: String?
    package let contactPhone: String?
    /// `#0b5cad`, for light and dark pages.
    package let accent: (light: String, dark: String)?

    /// - Parameter contact: Whole: without a phone the configuration's is not shown either.
    package init(
        senderName: NameByLanguage?, contact: (name: NameByLanguage, email: String, phone: String?)?, accent: (light: String, dark: String)?
    ) {
        self.senderName = senderName
        contactName = contact?.name
        contactEmail = contact?.email
        contactPhone = contact?.phone
        self.accent = accent
    }

    /// The display name of `From`; `nil`: the configuration's.
    func displayName(in languages: MailLanguages) -> String? { senderName?.line(in: languages) }

    /// A name of ``BrandedNames``; `shared` is the configuration's.
    func value(of name: String, in language: Language, binding: Language?, shared: TemplateVariables) -> TemplateValue? {
        let own: TemplateValue? =
            switch name {
            case BrandedNames.sender: senderName.map { .text($0.text(in: language, binding: binding)) }
            case BrandedNames.contact: contactName.map { .text($0.text(in: language, binding: binding)) }
            case BrandedNames.email: contactEmail.map { .text($0) }
            case BrandedNames.phone: contactPhone.map { .text($0) }
            case BrandedNames.accent: accent.map { .text($0.light) }
            case BrandedNames.accentOnDark: accent.map { .text($0.dark) }
            default: nil
            }
        if own == nil, name == BrandedNames.phone, contactName != nil { return nil }
        return own ?? shared[name] ?? BrandedNames.colors[name].map { .text($0) }
    }

    /// For the proof: the longest values that can be registered, with what is escaped, and the fewest.
    static let samples = [
        MailBranding(
            senderName: NameByLanguage(String(repeating: "Œuvre & l'État ", count: 4) + "Gent"),
            contact: (
                NameByLanguage(String(repeating: "Straße ", count: 9) + "4"),
                String(repeating: "a", count: 60) + "@" + String(repeating: "b", count: 36) + ".be",
                "+123 (0) 456 - 789 - 012 - 34.56"
            ),
            accent: ("#0b5cad", "#9cc7ff")),
        MailBranding(senderName: nil, contact: (NameByLanguage("A"), "a@b.be", nil), accent: nil),
    ]
}
