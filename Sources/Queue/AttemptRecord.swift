package import Mail

/// What is kept of one attempt, for the timeline an operator reads.
package struct AttemptRecord: Hashable, Sendable {
    /// 1 for the first.
    package let number: Int
    package let at: Instant
    /// The configured name of the relay; empty when none was asked.
    package let relay: String
    package let stage: SubmissionStage?
    package let reply: Reply?
    /// The disposition's raw value, or `expired`, `cancelled`.
    package let outcome: String
    package let reason: Reason
    /// The row of the reply table that decided.
    package let rule: String

    package init(
        number: Int, at: Instant, relay: String, stage: SubmissionStage?, reply: Reply?, outcome: String, reason: Reason, rule: String
    ) {
        self.number = number
        self.at = at
        self.relay = relay
        self.stage = stage
        self.reply = reply
        self.outcome = outcome
        self.reason = reason
        self.rule = rule
    }
}
