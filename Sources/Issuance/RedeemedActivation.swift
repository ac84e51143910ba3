package import Mail

/// What both halves of an activation gave.
package struct RedeemedActivation: Sendable {
    package let activationID: ActivationID
    package let keyID: DigitalKeyID
    package let assurance: Activation.Assurance
    package let citizenLanguage: Language
    /// Back to the front that issued it; on the citizen's page alone.
    package let returnLink: ReturnLink?

    package init(
        activationID: ActivationID, keyID: DigitalKeyID, assurance: Activation.Assurance, citizenLanguage: Language,
        returnLink: ReturnLink? = nil
    ) {
        self.activationID = activationID
        self.keyID = keyID
        self.assurance = assurance
        self.citizenLanguage = citizenLanguage
        self.returnLink = returnLink
    }
}
