package import Mail
package import Queue

/// A new link for an activation whose paper code stays.
package struct ResentActivation: Hashable, Sendable {
    package let id: ActivationID
    /// Of the new mail.
    package let reference: String
    /// End of the new link (exclusive).
    package let expiresAt: Instant
    package let message: QueueID
    package let messageState: QueueState

    package init(id: ActivationID, reference: String, expiresAt: Instant, message: QueueID, messageState: QueueState) {
        self.id = id
        self.reference = reference
        self.expiresAt = expiresAt
        self.message = message
        self.messageState = messageState
    }
}
