import Issuance
import Mail

/// What one subject has used of a minute, an hour and a day: one row, so that a mail costs one search and one write.
///
/// A window begins with the first that is counted in it, not with the clock's: one mail a minute is then never two within a second.
struct LimitCounters: Hashable, Sendable {
    /// A window by its beginning, and the count in it. Counts nothing once the window is over.
    struct Count: Hashable, Sendable {
        var since: Instant
        var count: Int

        /// Also over for a clock that was put back behind its beginning: nobody waits for longer than a window.
        func isRunning(_ window: LimitWindow, at now: Instant) -> Bool {
            now >= since && now < since + window.duration
        }

        mutating func add(_ window: LimitWindow, at now: Instant) {
            self = isRunning(window, at: now) ? Count(since: since, count: count + 1) : Count(since: now, count: 1)
        }
    }

    var minute: Count
    var hour: Count
    var day: Count

    /// Before the first.
    static let none = LimitCounters(minute: nothing, hour: nothing, day: nothing)
    private static let nothing = Count(since: Instant(microseconds: 0), count: 0)

    /// After the beginning of its day nothing of it counts any more: an hour may have begun at the day's end.
    static let lifetime = LimitWindow.day.duration + LimitWindow.hour.duration

    /// Used of a window that runs.
    func used(_ window: LimitWindow, at now: Instant) -> Int {
        let count = self[window]
        return count.isRunning(window, at: now) ? count.count : 0
    }

    /// Until a window that runs is over.
    func left(_ window: LimitWindow, at now: Instant) -> Duration { self[window].since + window.duration - now }

    /// Counts one in all three.
    mutating func add(at now: Instant) {
        minute.add(.minute, at: now)
        hour.add(.hour, at: now)
        day.add(.day, at: now)
    }

    private subscript(window: LimitWindow) -> Count {
        switch window {
        case .minute: minute
        case .hour: hour
        case .day: day
        }
    }
}
