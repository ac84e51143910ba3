/// So many in a minute at most, a few of them at once. Pure; the clock is monotonic.
///
/// Kept as one time, "virtual scheduling" (ITU-T I.371): the bucket is full at ``full``, and each token taken puts that off by ``interval``.
/// Over any time there are at most ``burst`` tokens more than the rate gives.
struct TokenBucket: Hashable, Sendable {
    /// Between two tokens.
    let interval: Duration
    /// Tokens of a full bucket: a second's share, at least one.
    let burst: Int
    private var full: Duration = .zero

    /// - Parameter perMinute: At least 1.
    init(perMinute: Int) {
        let rate = max(1, perMinute)
        burst = max(1, rate / 60)
        // Rounded up: never a token more.
        interval = .seconds(60) / rate + .nanoseconds(1)
    }

    /// How long until there is a token; zero when there is one.
    func wait(at now: Duration) -> Duration { max(.zero, full - interval * (burst - 1) - now) }

    /// Gives back a token that came to nothing.
    mutating func giveBack() { full -= interval }

    /// Takes a token that ``wait(at:)`` told of.
    mutating func take(at now: Duration) { full = max(full, now) + interval }
}
