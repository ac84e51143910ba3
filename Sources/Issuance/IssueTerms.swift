package import Mail
package import Queue

/// What accompanies every issuance: its time, who asks for it, its idempotency record and the limits it counts against.
package struct IssueTerms: Hashable, Sendable {
    package let now: Instant
    package let actor: AuditActor
    package let idempotency: IdempotencyRecord?
    package let charges: [LimitCharge]
    /// Of a code for a digital key: the HMAC of the key's address as it was read. Nothing is issued when the key has ended since, or has
    /// another address. `nil`: no key.
    package var keyAddress: [UInt8]?

    package init(now: Instant, actor: AuditActor, idempotency: IdempotencyRecord?, charges: [LimitCharge]) {
        self.now = now
        self.actor = actor
        self.idempotency = idempotency
        self.charges = charges
    }
}
