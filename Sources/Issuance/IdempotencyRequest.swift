import Mail

/// What the API wants remembered for an `Idempotency-Key`; committed together with the issuance.
///
/// Only HMACs of name and body are kept (``record(_:keyring:now:)``): a body holds a citizen number, which has too few values for a
/// digest without a key to hide it.
package struct IdempotencyRequest<Issued: Sendable>: Sendable {
    /// ``RequestName/bytes(caller:method:path:header:)``.
    let name: [UInt8]
    /// The body as it came: another order of fields is another request.
    let body: [UInt8]
    let status: Int
    /// Builds the body of a later answer, without the secrets.
    let answer: @Sendable (Issued) -> [UInt8]

    package init(name: [UInt8], body: [UInt8], status: Int, answer: @escaping @Sendable (Issued) -> [UInt8]) {
        self.name = name
        self.body = body
        self.status = status
        self.answer = answer
    }

    /// What the store keeps. The fingerprint is bound to the name: equal bodies under two keys do not look alike.
    func record(_ issued: Issued, keyring: Keyring, now: Instant) -> IdempotencyRecord {
        let (key, fingerprint) = hmacs(keyring)
        return IdempotencyRecord(
            key: key, fingerprint: fingerprint, status: status, answer: answer(issued), expires: now + IdempotencyRecord.lifetime)
    }

    /// What a record of this request is found by, and what tells its body from another.
    func hmacs(_ keyring: Keyring) -> (key: [UInt8], fingerprint: [UInt8]) {
        (keyring.hmac(.idempotencyKey, name), keyring.hmac(.requestBody, name, body))
    }
}

extension IdempotencyRequest: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// Neither body nor key.
    package var description: String { "idempotency •••" }
    package var debugDescription: String { description }
    package var customMirror: Mirror { Mirror(self, children: [] as [Mirror.Child]) }
}
