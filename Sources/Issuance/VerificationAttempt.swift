package import Mail

/// A code typed by a citizen, as HMACs.
package struct VerificationAttempt: Hashable, Sendable {
    package let challenge: CodeID
    package let code: [UInt8]
    package let binding: [UInt8]
    package let now: Instant

    package init(challenge: CodeID, code: [UInt8], binding: [UInt8], now: Instant) {
        self.challenge = challenge
        self.code = code
        self.binding = binding
        self.now = now
    }
}
