package import Mail

/// A front asks for a result, once.
package struct ResultTaking: Hashable, Sendable {
    /// HMAC of the ``ResultToken``.
    package let digest: [UInt8]
    /// For which municipalities the front may act.
    package let reach: Reach
    package let now: Instant

    package init(digest: [UInt8], reach: Reach, now: Instant) {
        self.digest = digest
        self.reach = reach
        self.now = now
    }
}
