/// A limit that would refuse what was not asked for yet.
package struct LimitRefusal: Hashable, Sendable {
    /// The configuration's name.
    package let limit: String
    /// Until its window is over.
    package let retryAfter: Duration

    package init(limit: String, retryAfter: Duration) {
        self.limit = limit
        self.retryAfter = retryAfter
    }
}
