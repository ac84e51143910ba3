package import Mail

/// A new link for an activation.
package struct ActivationMail: Hashable, Sendable {
    package let activation: ActivationID
    package let token: [UInt8]
    package let expires: Instant

    package init(activation: ActivationID, token: [UInt8], expires: Instant) {
        self.activation = activation
        self.token = token
        self.expires = expires
    }
}
