/// How many connections to one relay are to be in use: one more at a time while it answers, half as many when it says that it has too
/// much ("additive increase, multiplicative decrease", RFC 5681 §3.1). Pure; one per relay.
///
/// Always from 1 to the relay's `connections`, where it begins. A step up that the relay refuses at once is taken back, and the next one
/// waits twice as long: a relay with a limit of its own is asked for one connection too many ever more seldom.
package struct ConcurrencyLimit: Hashable, Sendable {
    package enum Event: Hashable, Sendable {
        /// The relay answered for a recipient, whatever it said.
        case answered
        /// It said that it has too much, refused one more connection, or did not answer in time.
        case overloaded
    }

    /// The relay's `connections`.
    package let most: Int
    /// 1 to ``most``.
    package private(set) var limit: Int
    /// The time from a step down to the next one up.
    private var interval = Self.firstInterval
    /// Answers since the last change.
    private var answers = 0
    /// Monotonic.
    private var changed: Duration?
    private var lastChangeWasUp = false
    private var decreased: Duration?

    static let firstInterval: Duration = .seconds(5)
    static let longestInterval: Duration = .seconds(60)
    /// What several connections hear at the same time is said once.
    static let burst: Duration = .seconds(1)

    /// - Parameter most: At least 1.
    package init(most: Int) {
        self.most = max(1, most)
        limit = max(1, most)
    }

    /// Returns whether ``limit`` changed.
    package mutating func note(_ event: Event, at now: Duration) -> Bool {
        switch event {
        case .answered: increase(now)
        case .overloaded: decrease(now)
        }
    }

    /// One more, when as many answers came as connections are in use, and the last change lies back far enough.
    private mutating func increase(_ now: Duration) -> Bool {
        guard limit < most else { return false }
        answers += 1
        guard answers >= limit, now - (changed ?? .zero) >= (lastChangeWasUp ? Self.firstInterval : interval) else { return false }
        if lastChangeWasUp { interval = Self.firstInterval }
        change(to: limit + 1, now)
        return true
    }

    private mutating func decrease(_ now: Duration) -> Bool {
        if let decreased, now - decreased < Self.burst { return false }
        let isStepRefused = lastChangeWasUp && now - (changed ?? .zero) <= Self.firstInterval
        interval = isStepRefused ? min(interval * 2, Self.longestInterval) : Self.firstInterval
        decreased = now
        let before = limit
        change(to: isStepRefused ? limit - 1 : max(1, limit / 2), now)
        return limit != before
    }

    private mutating func change(to new: Int, _ now: Duration) {
        lastChangeWasUp = new > limit
        limit = new
        answers = 0
        changed = now
    }
}
