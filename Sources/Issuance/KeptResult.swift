package import Mail

/// The result of a redemption that waits for its front.
package struct KeptResult: Hashable, Sendable {
    /// HMAC of the ``ResultToken``.
    package let digest: [UInt8]
    /// Exclusive.
    package let expires: Instant

    package init(digest: [UInt8], expires: Instant) {
        self.digest = digest
        self.expires = expires
    }
}
