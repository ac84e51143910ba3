import Mail
import Synchronization

/// The `Date` of answers (RFC 9110 §6.6.1), written once a second.
final class DateField: Sendable {
    private struct Written {
        var second: Int64
        var text: String
    }

    private let clock: any TimeSource
    private let written = Mutex<Written?>(nil)

    init(clock: any TimeSource) {
        self.clock = clock
    }

    /// The present second: `Sun, 06 Nov 1994 08:49:37 GMT`.
    var text: String {
        let now = clock.now
        return written.withLock { written in
            if let written, written.second == now.seconds { return written.text }
            let text = Self.text(of: now)
            written = Written(second: now.seconds, text: text)
            return text
        }
    }

    /// An IMF-fixdate, RFC 9110 §5.6.7.
    static func text(of instant: Instant) -> String {
        let date = CalendarDate(utc: instant)
        func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
        let time = "\(two(date.hour)):\(two(date.minute)):\(two(date.second))"
        return "\(days[date.weekday]), \(two(date.day)) \(months[date.month - 1]) \(date.year) \(time) GMT"
    }

    private static let days = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]
    private static let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
}
