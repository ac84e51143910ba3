package import Mail

/// What both halves of an activation gave.
package struct RedeemedActivation: Hashable, Sendable {
    package let activationID: ActivationID
    package let keyID: DigitalKeyID
    package let assurance: Activation.Assurance
    package let citizenLanguage: Language

    package init(activationID: ActivationID, keyID: DigitalKeyID, assurance: Activation.Assurance, citizenLanguage: Language) {
        self.activationID = activationID
        self.keyID = keyID
        self.assurance = assurance
        self.citizenLanguage = citizenLanguage
    }
}
