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

    package init(
        id: DigitalKeyID, activation: ActivationID, municipality: String, citizen: [UInt8], sealedAddress: [UInt8],
        language: Language, bindingLanguage: Language?, assurance: Activation.Assurance, created: Instant, revoked: Instant? = nil
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
    }
}
