package import Queue

/// An activation in a list: no secret, no full address, and of its newest mail the state alone.
package struct ActivationSummary: Sendable {
    package let activation: Activation
    /// As it is now: see ``Activation/state(at:)``.
    package let state: Activation.State
    /// Of the newest mail.
    package let reference: String
    /// `j•••@example.be`; empty once the address was wiped.
    package let maskedAddress: String
    /// `nil` once the mail's history was deleted.
    package let messageState: QueueState?

    package init(
        activation: Activation, state: Activation.State, reference: String, maskedAddress: String, messageState: QueueState?
    ) {
        self.activation = activation
        self.state = state
        self.reference = reference
        self.maskedAddress = maskedAddress
        self.messageState = messageState
    }
}
