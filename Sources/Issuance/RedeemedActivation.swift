package import Mail

/// What both halves of an activation gave.
package struct RedeemedActivation: Sendable {
    package let activationID: ActivationID
    package let keyID: DigitalKeyID
    package let assurance: Activation.Assurance
    /// Of the activation's mails.
    package let languages: MailLanguages
    /// NIS code.
    package let municipality: String
    /// Back to the front that issued it; on the citizen's page alone.
    package let returnLink: ReturnLink?
    /// The word of the mail whose link was redeemed; on the citizen's page alone.
    package let reference: String?

    package init(
        activationID: ActivationID, keyID: DigitalKeyID, assurance: Activation.Assurance, languages: MailLanguages, municipality: String,
        returnLink: ReturnLink? = nil, reference: String? = nil
    ) {
        self.activationID = activationID
        self.keyID = keyID
        self.assurance = assurance
        self.languages = languages
        self.municipality = municipality
        self.returnLink = returnLink
        self.reference = reference
    }

    /// The citizen's; where nobody told it, the first of its mails.
    package var citizenLanguage: Language { languages.main }
}
