/// An activation that was ended.
package struct RevokedActivation: Hashable, Sendable {
    package let id: ActivationID
    /// The digital key that ended with it; `nil` when it was not redeemed.
    package let key: DigitalKeyID?

    package init(id: ActivationID, key: DigitalKeyID?) {
        self.id = id
        self.key = key
    }
}
