/// What a submission means for its message, decided once by ``Outcome/init(classifying:)``.
package struct Outcome: Hashable, Sendable {
    package enum Disposition: String, CaseIterable, Hashable, Sendable {
        /// 2yz after the final dot: the relay took responsibility. Never "sent" or "delivered".
        case accepted
        /// This recipient or message, for now: try again by the schedule.
        case deferred
        /// Try again after a minute or more, through the same relay with the same envelope.
        case greylisted
        /// The relay is away or busy: another relay at once, no attempt counted.
        case relayBusy = "relay_busy"
        /// The relay and our configuration do not fit: as busy, and an operator must act.
        case relayMisconfigured = "relay_misconfigured"
        /// The relay will not take mail from this sender: fail over, then hold.
        case senderRefused = "sender_refused"
        /// For good.
        case rejected
        /// The connection was lost after the final dot: SMTP cannot tell (RFC 1047).
        case inDoubt = "in_doubt"
    }

    package let disposition: Disposition
    package let reason: Reason
    /// The name of the row of the reply table that matched.
    package let rule: String

    package init(_ disposition: Disposition, _ reason: Reason, rule: String) {
        self.disposition = disposition
        self.reason = reason
        self.rule = rule
    }
}
