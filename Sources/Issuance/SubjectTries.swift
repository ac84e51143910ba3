package import Mail

/// Wrong codes in a row of one subject (a key, or an address): over all its challenges, re-sent codes and purposes.
///
/// From ``TryLimits/total`` on each further ``TryLimits/perCode`` make its codes wait: none is made and none is taken. So who guesses gets
/// a hundred tries at a key and not more, however many codes are asked for.
package struct SubjectTries: Hashable, Sendable {
    /// Octets of the HMAC that names a subject: enough that no two share a count.
    package static let subjectOctets = 16
    private static let firstWait: Duration = .seconds(3_600)
    /// As often as the first wait is doubled; then it is a day.
    private static let doublings = 5
    private static let longestWait: Duration = .seconds(86_400)

    package private(set) var consecutive: Int
    /// Until when its codes wait; in the past: they do not.
    package private(set) var waitsUntil: Instant

    package init(consecutive: Int, waitsUntil: Instant) {
        self.consecutive = consecutive
        self.waitsUntil = waitsUntil
    }

    /// Of a subject whose last code was right.
    package static let none = SubjectTries(consecutive: 0, waitsUntil: Instant(seconds: 0))

    /// How long its codes wait still; `nil`: they do not.
    package func wait(at now: Instant) -> Duration? { waitsUntil > now ? waitsUntil - now : nil }

    /// Whether a key that was tried so often ends.
    package var endsKey: Bool { consecutive >= TryLimits.perKey }

    /// Counts one wrong code.
    package mutating func countWrong(at now: Instant) {
        consecutive += 1
        let beyond = consecutive - TryLimits.total
        guard beyond >= 0, beyond % TryLimits.perCode == 0 else { return }
        let doublings = beyond / TryLimits.perCode
        waitsUntil = now + (doublings < Self.doublings ? Self.firstWait * (1 << doublings) : Self.longestWait)
    }
}
