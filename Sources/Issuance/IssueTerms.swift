package import Mail

/// What accompanies every issuance: its time, its idempotency record and the limits it counts against.
package struct IssueTerms: Hashable, Sendable {
    package let now: Instant
    package let idempotency: IdempotencyRecord?
    package let charges: [LimitCharge]

    package init(now: Instant, idempotency: IdempotencyRecord?, charges: [LimitCharge]) {
        self.now = now
        self.idempotency = idempotency
        self.charges = charges
    }
}
