package import Mail

/// An activation whose address was corrected.
package struct CorrectedActivation: Hashable, Sendable {
    package let id: ActivationID
    /// `pending` or `redeemed`.
    package let state: Activation.State
    /// `j•••@example.be`
    package let maskedAddress: String
    /// The mail with the link to the new address; `nil` when the address is a digital key's.
    package let link: Link?
    /// The notice to the former address.
    package let notice: QueueID

    /// A new link.
    package struct Link: Hashable, Sendable {
        package let message: QueueID
        package let reference: String
        /// Exclusive.
        package let expiresAt: Instant

        package init(message: QueueID, reference: String, expiresAt: Instant) {
            self.message = message
            self.reference = reference
            self.expiresAt = expiresAt
        }
    }

    package init(id: ActivationID, state: Activation.State, maskedAddress: String, link: Link?, notice: QueueID) {
        self.id = id
        self.state = state
        self.maskedAddress = maskedAddress
        self.link = link
        self.notice = notice
    }
}
