package import Mail
package import Queue

/// Both halves of an activation, and what they create when they fit.
package struct Redemption: Hashable, Sendable {
    /// HMAC of the link token.
    package let token: [UInt8]
    /// HMAC of the code typed, bound to the activation found by the token.
    package let code: [UInt8]
    package let now: Instant
    package let key: DigitalKey
    package let notice: QueueEntry
    package let actor: AuditActor
    /// For the front that wants the citizen back; `nil` without one.
    package let result: KeptResult?

    package init(
        token: [UInt8], code: [UInt8], now: Instant, key: DigitalKey, notice: QueueEntry, actor: AuditActor, result: KeptResult? = nil
    ) {
        self.token = token
        self.code = code
        self.now = now
        self.key = key
        self.notice = notice
        self.actor = actor
        self.result = result
    }
}
