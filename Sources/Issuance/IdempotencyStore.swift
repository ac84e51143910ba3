package import Mail
package import Queue

/// What a database must do for requests that come twice. Issuances look in their own transaction; this is for those that are refused.
package protocol IdempotencyStore: Sendable {
    /// The answer kept under the HMAC of an `Idempotency-Key`, while it may be given again.
    func idempotency(_ key: [UInt8], now: Instant) async throws(StoreFault) -> IdempotencyRecord?
    /// The first record that one of these keys has; `nil` without one, or once they may be forgotten.
    func idempotency(anyOf keys: [[UInt8]], now: Instant) async throws(StoreFault) -> IdempotencyRecord?
}
