package import Mail
package import Queue

/// A new activation with its code, which is shown this once.
package struct IssuedActivation: Sendable {
    package let id: ActivationID
    /// `XXXXX-XXXXX`, for the paper.
    package let activationCode: Secret
    package let reference: String
    /// Of the mail, and of those after it.
    package let languages: MailLanguages
    /// End of the link (exclusive).
    package let expiresAt: Instant
    package let message: QueueID
    package let messageState: QueueState
    /// What the officer should hear, and need not confirm.
    package let warnings: [IssuanceWarning]

    package init(
        id: ActivationID, activationCode: Secret, reference: String, languages: MailLanguages, expiresAt: Instant, message: QueueID,
        messageState: QueueState, warnings: [IssuanceWarning] = []
    ) {
        self.id = id
        self.activationCode = activationCode
        self.reference = reference
        self.languages = languages
        self.expiresAt = expiresAt
        self.message = message
        self.messageState = messageState
        self.warnings = warnings
    }
}
