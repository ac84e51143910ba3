package import Mail

/// A database that is older than what happened: the copy that a backup made, or one whose audit log ends before its anchor.
///
/// What was mailed, redeemed, revoked and erased since is not in it. Nothing is to be served from it before somebody has said that he knows.
package struct RestoredDatabase: Hashable, Sendable {
    /// When the copy was made, or the last entry of its audit log.
    package let made: Instant
    /// Messages that waited or were under way: since then they may have been sent.
    package let waiting: Int
    /// Messages that waited for a person.
    package let held: Int

    package init(made: Instant, waiting: Int, held: Int) {
        self.made = made
        self.waiting = waiting
        self.held = held
    }
}
