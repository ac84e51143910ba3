/// How much an erasure found.
package struct ErasureCounts: Hashable, Sendable {
    package var activations = 0
    package var digitalKeys = 0
    package var codes = 0
    /// Mails that were waiting and are cancelled.
    package var cancelledMails = 0
    /// Mails that a connection was submitting: they end with this attempt, and are wiped then.
    package var mailsInFlight = 0
    /// Mails that had ended, whose domain and replies were wiped.
    package var wipedMessages = 0
    package var limitCounters = 0

    package init() {}

    /// For the audit log.
    package var words: [AuditWord] {
        [
            AuditWord("activations", activations), AuditWord("digital_keys", digitalKeys), AuditWord("codes", codes),
            AuditWord("cancelled_mails", cancelledMails), AuditWord("mails_in_flight", mailsInFlight),
            AuditWord("wiped_messages", wipedMessages), AuditWord("limit_counters", limitCounters),
        ]
    }
}
