package import Mail

/// A new code for a challenge.
package struct ChallengeMail: Hashable, Sendable {
    package let challenge: CodeID
    package let code: [UInt8]
    package let expires: Instant

    package init(challenge: CodeID, code: [UInt8], expires: Instant) {
        self.challenge = challenge
        self.code = code
        self.expires = expires
    }
}
