/// What the API wants remembered for an `Idempotency-Key`; committed together with the issuance.
package struct IdempotencyRequest<Issued: Sendable>: Sendable {
    /// SHA-256 of API key, route and `Idempotency-Key`.
    package let key: [UInt8]
    /// SHA-256 of the request body.
    package let fingerprint: [UInt8]
    package let status: Int
    /// Builds the body of a later answer, without the secrets.
    package let answer: @Sendable (Issued) -> [UInt8]

    package init(key: [UInt8], fingerprint: [UInt8], status: Int, answer: @escaping @Sendable (Issued) -> [UInt8]) {
        self.key = key
        self.fingerprint = fingerprint
        self.status = status
        self.answer = answer
    }
}
