/// What a right code shows.
package struct VerifiedCode: Hashable, Sendable {
    /// The key that it was for; `nil` when it went to an address.
    package let key: DigitalKeyID?
    /// How well the key's holder was identified; `nil` without a key.
    package let assurance: Activation.Assurance?

    package init(key: DigitalKeyID?, assurance: Activation.Assurance?) {
        self.key = key
        self.assurance = assurance
    }
}
