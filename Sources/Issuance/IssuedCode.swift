package import Mail
package import Queue

/// A new challenge; its code is in the mail only.
package struct IssuedCode: Hashable, Sendable {
    package let id: CodeID
    package let reference: String
    /// Of the mail.
    package let languages: MailLanguages
    /// Exclusive.
    package let expiresAt: Instant
    /// How long the citizen should wait before asking again.
    package let resendAfter: Duration
    package let message: QueueID
    package let messageState: QueueState

    package init(
        id: CodeID, reference: String, languages: MailLanguages, expiresAt: Instant, resendAfter: Duration, message: QueueID,
        messageState: QueueState
    ) {
        self.id = id
        self.reference = reference
        self.languages = languages
        self.expiresAt = expiresAt
        self.resendAfter = resendAfter
        self.message = message
        self.messageState = messageState
    }
}
