package import Mail
package import Queue

/// What a database must do for requests that come twice. Issuances look in their own transaction; this is for those that are refused.
package protocol IdempotencyStore: Sendable {
    /// The answer kept under the HMAC of an `Idempotency-Key`, while it may be given again.
    func idempotency(_ key: [UInt8], now: Instant) async throws(StoreFault) -> IdempotencyRecord?
}
