package import Mail

/// The answer to one `Idempotency-Key`, committed with what it created.
package struct IdempotencyRecord: Hashable, Sendable {
    /// HMAC of API key, route and `Idempotency-Key`.
    package let key: [UInt8]
    /// HMAC of the same with the request body.
    package let fingerprint: [UInt8]
    package let status: Int
    /// The answer's body without the secrets: it is given a second time.
    package let answer: [UInt8]
    /// When it may be forgotten: 24 hours after issuance.
    package let expires: Instant

    package static let lifetime: Duration = .seconds(24 * 3_600)

    package init(key: [UInt8], fingerprint: [UInt8], status: Int, answer: [UInt8], expires: Instant) {
        self.key = key
        self.fingerprint = fingerprint
        self.status = status
        self.answer = answer
        self.expires = expires
    }
}
