package import Queue

/// An activation as its municipality may see it: no secret, no full address.
package struct ActivationView: Sendable {
    package let activation: Activation
    /// As it is now: see ``Activation/state(at:)``.
    package let state: Activation.State
    /// Of the newest mail.
    package let reference: String
    /// `j•••@example.be`; empty once the address was wiped.
    package let maskedAddress: String
    /// The newest mail; `nil` once its history was deleted.
    package let message: QueueMessage?

    package init(
        activation: Activation, state: Activation.State, reference: String, maskedAddress: String, message: QueueMessage?
    ) {
        self.activation = activation
        self.state = state
        self.reference = reference
        self.maskedAddress = maskedAddress
        self.message = message
    }
}
