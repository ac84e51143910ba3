package import Mail
package import Queue

/// What accompanies every issuance: its time, who asks for it, its idempotency record and the limits it counts against.
package struct IssueTerms: Hashable, Sendable {
    package let now: Instant
    package let actor: AuditActor
    package let idempotency: IdempotencyRecord?
    package let charges: [LimitCharge]
    /// HMAC of the address of the activation or the digital key, as it was read: nothing is mailed to it when another stands there by now,
    /// or the key has ended. `nil`: the address comes with the request.
    package let address: [UInt8]?

    package init(
        now: Instant, actor: AuditActor, idempotency: IdempotencyRecord?, charges: [LimitCharge], address: [UInt8]? = nil
    ) {
        self.now = now
        self.actor = actor
        self.idempotency = idempotency
        self.charges = charges
        self.address = address
    }
}
