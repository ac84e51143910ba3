/// Where time comes from; a parameter everywhere, so that rules can be tested with a clock set by hand.
package protocol TimeSource: Sendable {
    /// Wall-clock time in UTC: for expiry and for what people read.
    var now: Instant { get }

    /// Time that never goes back, from an arbitrary start: for waits and deadlines.
    var monotonic: Duration { get }
}
