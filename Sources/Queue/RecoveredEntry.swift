package import Mail

/// An entry whose lease was taken back.
package struct RecoveredEntry: Hashable, Sendable {
    /// What became of it.
    package enum Became: Hashable, Sendable {
        /// Submitted again: the relay has no message of it.
        case queued
        /// Submitted once more, as far as its kind allows: perhaps the relay has it.
        case inDoubt
        /// Settled: the relay had said so.
        case accepted
    }

    package let id: QueueID
    package let kind: String
    package let languages: MailLanguages
    package let became: Became

    package init(id: QueueID, kind: String, languages: MailLanguages, became: Became) {
        self.id = id
        self.kind = kind
        self.languages = languages
        self.became = became
    }
}
