package import Mail

/// A link that was mailed for an activation: the newest, or a former one.
package struct KnownLink: Hashable, Sendable {
    /// As it stands now, whatever its state.
    package let activation: Activation
    /// The mail that brought the link.
    package let message: QueueID
    /// Exclusive: the end of the link, as its mail says.
    package let expires: Instant
    /// Whether its holder may ask for a newer one while the activation is pending: not with a link of before another address or another code.
    package let mayAsk: Bool

    package init(activation: Activation, message: QueueID, expires: Instant, mayAsk: Bool) {
        self.activation = activation
        self.message = message
        self.expires = expires
        self.mayAsk = mayAsk
    }
}
