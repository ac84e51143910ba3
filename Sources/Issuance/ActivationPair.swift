package import Mail

/// A new code on paper and a new link for an activation, in place of both former ones.
package struct ActivationPair: Hashable, Sendable {
    package let activation: ActivationID
    /// HMAC of the link token.
    package let token: [UInt8]
    /// HMAC of the code on paper.
    package let code: [UInt8]
    /// The word of the new mail, which the new paper shows too.
    package let reference: String
    /// Exclusive: end of the link.
    package let expires: Instant
    /// Exclusive: end of the code on paper.
    package let codeExpires: Instant

    package init(
        activation: ActivationID, token: [UInt8], code: [UInt8], reference: String, expires: Instant, codeExpires: Instant
    ) {
        self.activation = activation
        self.token = token
        self.code = code
        self.reference = reference
        self.expires = expires
        self.codeExpires = codeExpires
    }
}
