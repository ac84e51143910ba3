import Mail

/// A clock that stands still, so that every run writes the same octets.
struct FixedClock: TimeSource {
    var now: Instant { Instant(seconds: 1_790_000_000) }
    var monotonic: Duration { .seconds(1) }
}
