package import Mail

/// What the mails, the citizen's page and the start card of a municipality show in place of the operator's sender and contact.
///
/// No address to send from, no image, no text: what proves a mail (SPF, DKIM, DMARC) and what leads anywhere stays the operator's.
package struct MunicipalityBranding: Hashable, Sendable {
    /// Whom its citizens can ask.
    package struct Contact: Hashable, Sendable {
        package let name: NameByLanguage
        /// Its domain need not be the sender's.
        package let email: String
        package let phone: String?

        package init(name: NameByLanguage, email: String, phone: String?) {
            self.name = name
            self.email = email
            self.phone = phone
        }
    }

    /// What `From` shows before the operator's address; `nil`: the operator's name.
    package let senderName: NameByLanguage?
    /// Whole, or `nil`: the operator's. A phone is never that of another desk.
    package let contact: Contact?
    /// Of the button in the HTML part; `nil`: that of the templates.
    package let accent: AccentColor?

    package init(senderName: NameByLanguage? = nil, contact: Contact? = nil, accent: AccentColor? = nil) {
        self.senderName = senderName
        self.contact = contact
        self.accent = accent
    }

    /// All as the operator has it.
    package static let none = MunicipalityBranding()
}
