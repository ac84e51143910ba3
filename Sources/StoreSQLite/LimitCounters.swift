import Issuance
import Mail

/// What one subject has used of a minute, an hour and a day: one row, so that a mail costs one search and one write.
struct LimitCounters: Hashable {
    /// A window by its number, and the count in it. Counts nothing once the window is over.
    struct Count: Hashable {
        var window: Int64
        var count: Int

        mutating func add(_ window: Int64) {
            self = Count(window: window, count: self.window == window ? count + 1 : 1)
        }
    }

    var minute: Count
    var hour: Count
    var day: Count

    /// Before the first.
    static let none = LimitCounters(
        minute: Count(window: -1, count: 0), hour: Count(window: -1, count: 0), day: Count(window: -1, count: 0))

    /// Used of the window that holds an instant.
    func used(_ window: LimitWindow, at now: Instant) -> Int {
        let count =
            switch window {
            case .minute: minute
            case .hour: hour
            case .day: day
            }
        return count.window == window.number(at: now) ? count.count : 0
    }

    /// Counts one in all three.
    mutating func add(at now: Instant) {
        minute.add(LimitWindow.minute.number(at: now))
        hour.add(LimitWindow.hour.number(at: now))
        day.add(LimitWindow.day.number(at: now))
    }
}
