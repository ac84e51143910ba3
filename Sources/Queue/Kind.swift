package import Mail

/// What sort of message an entry is: its lane, how long it is worth something, and what to do when SMTP cannot tell.
///
/// Kinds are data: a new kind is one more value in the ``KindTable`` and a folder of templates.
package struct Kind: Hashable, Sendable {
    /// The name of the template folder and the `kind` in the API.
    package let name: String
    package let lane: Lane
    /// From issuance to the end of the secret's use.
    package var lifetime: Duration
    /// Nothing is submitted with less than this left.
    package var minimumLeft: Duration
    package var inDoubtPolicy: InDoubtPolicy

    /// What happens to a message whose connection was lost after the final dot.
    package enum InDoubtPolicy: String, Hashable, Sendable {
        /// Once more, with the same Message-ID and the same code, if enough life is left.
        case resendOnce = "resend_once"
        /// Never again.
        case drop
    }

    package init(name: String, lane: Lane, lifetime: Duration, minimumLeft: Duration, inDoubtPolicy: InDoubtPolicy) {
        self.name = name
        self.lane = lane
        self.lifetime = lifetime
        self.minimumLeft = minimumLeft
        self.inDoubtPolicy = inDoubtPolicy
    }

    /// The last instant at which a message may be put on the wire (exclusive).
    package func lastSubmission(expires: Instant) -> Instant {
        expires - minimumLeft
    }

    /// When a relay that can is to return it instead of delivering it (RFC 2852); `nil`: as late as it likes.
    ///
    /// Only codes: one that comes after its end is worse than none, and the minimum left is the relay's to use. A link lives longer than a
    /// relay tries (four to five days, RFC 5321 §4.5.4.1), and a notice stays true.
    package func deliverBy(expires: Instant) -> Instant? {
        lane == .code ? expires : nil
    }
}
