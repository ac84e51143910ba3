/// What became of an issuance.
package enum IssueResult: Hashable, Sendable {
    case committed
    /// The same `Idempotency-Key` and the same body came before: nothing was written.
    case replayed(IdempotencyRecord)
    /// The same `Idempotency-Key` with another body.
    case idempotencyConflict
    /// A limit is reached: nothing was written, nothing was counted.
    case limited(limit: String, retryAfter: Duration)
    /// What should be re-sent is no longer pending.
    case notPending
}
