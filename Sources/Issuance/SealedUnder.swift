package import Mail

/// The key that everything in a database is sealed under.
package struct SealedUnder: Hashable, Sendable {
    /// Its public name.
    package let key: UInt32
    /// When its rotation came to its end; `nil`: nobody knows, it is from before this was kept. Its age counts from the next start.
    package let since: Instant?

    package init(key: UInt32, since: Instant?) {
        self.key = key
        self.since = since
    }

    /// Whether it has been in use for long enough. One of unknown age has not; one from a day to come has, for then the clock was wrong.
    package func isDue(at now: Instant, every interval: Duration) -> Bool {
        guard let since else { return false }
        let age = now - since
        return age >= interval || age < .zero - interval
    }
}
