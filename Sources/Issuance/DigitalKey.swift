package import Mail

/// The key "security code via e-mail" that a redeemed activation creates.
package struct DigitalKey: Hashable, Sendable {
    package let id: DigitalKeyID
    package let activation: ActivationID
    package let municipality: String
    /// HMAC of the citizen number.
    package let citizen: [UInt8]
    /// The address, sealed with this identifier as context.
    package let sealedAddress: [UInt8]
    package let language: Language
    package let bindingLanguage: Language?
    package let assurance: Activation.Assurance
    package let created: Instant
    /// `nil` while in force.
    package let revoked: Instant?
    /// HMAC of the address in its normalized form; empty once wiped, and for keys of before it was kept.
    package let address: [UInt8]
    /// When the address was corrected last.
    package let corrected: Instant?

    /// Of its mails.
    package var languages: MailLanguages { MailLanguages(language, binding: bindingLanguage) }

    package init(
        id: DigitalKeyID, activation: ActivationID, municipality: String, citizen: [UInt8], sealedAddress: [UInt8],
        language: Language, bindingLanguage: Language?, assurance: Activation.Assurance, created: Instant, revoked: Instant? = nil,
        address: [UInt8] = [], corrected: Instant? = nil
    ) {
        self.id = id
        self.activation = activation
        self.municipality = municipality
        self.citizen = citizen
        self.sealedAddress = sealedAddress
        self.language = language
        self.bindingLanguage = bindingLanguage
        self.assurance = assurance
        self.created = created
        self.revoked = revoked
        self.address = address
        self.corrected = corrected
    }
}
