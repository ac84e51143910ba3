package import Queue

/// The rows that name one citizen by the HMAC of the number, and what follows from them: all of one moment.
package struct CitizenRecords: Hashable, Sendable {
    package let activations: [Activation]
    package let keys: [DigitalKey]
    /// Of these keys, in whatever state.
    package let challenges: [CodeChallenge]
    /// The mails of these activations and challenges, as far as they are kept.
    package let messages: [QueueMessage]
    /// What is recorded of these activations and keys, oldest first.
    package let audit: [AuditEntry]

    package init(
        activations: [Activation], keys: [DigitalKey], challenges: [CodeChallenge], messages: [QueueMessage], audit: [AuditEntry]
    ) {
        self.activations = activations
        self.keys = keys
        self.challenges = challenges
        self.messages = messages
        self.audit = audit
    }
}
