package import Mail

/// Keeps a relay that is away from costing every message its time. Pure; one per relay.
///
/// Closed: in use. Open: not asked until a time. Half-open: one connection is tried, without a message. The open time starts at
/// 5 s and doubles to 5 min: 5, 10, 20, 40, 80, 160, 300 s.
package struct Breaker: Hashable, Sendable {
    package enum State: String, CaseIterable, Hashable, Sendable {
        case closed, open
        case halfOpen = "half_open"
    }

    package private(set) var state: State = .closed
    /// While open: when it may be tried. Monotonic.
    package private(set) var retryAt: Duration = .zero
    /// Why it opened last.
    package private(set) var reason: Reason?
    /// Openings since the relay last took or refused a recipient in good order.
    private var openings = 0

    static let firstInterval: Duration = .seconds(5)
    static let longestInterval: Duration = .seconds(300)

    package init() {}

    /// A fault of the relay. Returns whether this opened it.
    package mutating func failed(_ reason: Reason, now: Duration) -> Bool {
        guard state != .open else { return false }
        openings += 1
        var interval = Self.firstInterval
        for _ in 1..<min(openings, 8) { interval = interval * 2 }
        retryAt = now + min(interval, Self.longestInterval)
        state = .open
        self.reason = reason
        return true
    }

    /// Whether the caller is the one to probe now; it must report the result.
    package mutating func takeProbe(now: Duration) -> Bool {
        guard state == .open, now >= retryAt else { return false }
        state = .halfOpen
        return true
    }

    /// The probe found a session. The memory of openings stays until a message went through the envelope.
    package mutating func connected() { state = .closed }

    /// The relay answered for a recipient, whatever it said: it works.
    package mutating func succeeded() {
        openings = 0
        reason = nil
    }
}
