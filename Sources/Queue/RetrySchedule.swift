package import Mail

/// When to try again: a pure function of lane, attempt, remaining life, what the relay said, and a jitter.
///
/// No table of hours: a code that lives ten minutes is tried seven times in its first minutes, a link over two weeks.
/// Example for a code issued at 0 with jitter 1: 2, 5, 12, 25, 50, 90, 150 s after the first attempt.
package enum RetrySchedule {
    /// Seconds after the first attempt, for attempts 2, 3, ….
    private static let code: [Int64] = [2, 5, 12, 25, 50, 90, 150]
    private static let link: [Int64] = [30, 120, 300, 900, 1_800, 3_600, 7_200, 14_400]
    /// After the last row of `link`.
    private static let linkRepeat: Int64 = 14_400

    /// The instant of the next attempt, or `nil` when none fits before the last submission.
    ///
    /// - Parameters:
    ///   - attempts: Attempts made so far, at least 1.
    ///   - jitter: 0..<1, stretched to 0.8..<1.25.
    ///   - lastSubmission: Expiry less the kind's minimum (exclusive).
    package static func next(
        lane: Lane, attempts: Int, disposition: Outcome.Disposition, now: Instant, lastSubmission: Instant, jitter: Double
    ) -> Instant? {
        guard let delay = delay(lane: lane, attempts: max(1, attempts), disposition: disposition) else { return nil }
        let stretched = Double(delay) * (0.8 + 0.45 * min(max(jitter, 0), 1))
        let due = now + .microseconds(Int64(stretched * 1_000_000))
        return due < lastSubmission ? due : nil
    }

    /// How long to wait after a relay that is still in use failed in the middle of this message's transaction.
    ///
    /// No attempt is counted, so the wait grows with the age: a quarter of it, at least 2 s for a code and 30 s for others, at
    /// most 1 h, stretched by the jitter. Without it, a message that always breaks the connection would storm the relay.
    package static func afterRelayFault(lane: Lane, age: Duration, jitter: Double) -> Duration {
        let shortest: Duration = lane == .code ? .seconds(2) : .seconds(30)
        let seconds = min(max(age / 4, shortest), .seconds(3_600)).secondsAsDouble
        return .microseconds(Int64(seconds * (0.8 + 0.45 * min(max(jitter, 0), 1)) * 1_000_000))
    }

    /// Seconds to wait before jitter; `nil` when the schedule has no further row.
    static func delay(lane: Lane, attempts: Int, disposition: Outcome.Disposition) -> Int64? {
        switch disposition {
        case .greylisted:
            // RFC 6647 §5: most open after a minute, some after five. 75 and 240 s with jitter stay within 60-94 and 192-300 s.
            return attempts == 1 ? 75 : lane == .code ? 240 : max(240, spacing(link, attempts))
        case .inDoubt:
            return 10
        default:
            if lane == .code {
                guard attempts <= code.count else { return nil }
                return attempts == 1 ? code[0] : code[attempts - 1] - code[attempts - 2]
            }
            return spacing(link, attempts)
        }
    }

    private static func spacing(_ table: [Int64], _ attempts: Int) -> Int64 {
        attempts <= table.count ? table[attempts - 1] : linkRepeat
    }
}
