import Mail

/// Moments and spans as operators read them: to the second, in Belgian time.
enum OperatorTime {
    /// `23/11/2026 14:05:07`, with dots in German.
    static func text(_ instant: Instant, _ language: Language) -> Markup {
        "<time datetime=\"\(instant.rfc3339)\">\(words(instant, language))</time>"
    }

    static func words(_ instant: Instant, _ language: Language) -> String {
        let date = BrusselsTime(instant).date
        let mark = language == .de ? "." : "/"
        return "\(two(date.day))\(mark)\(two(date.month))\(mark)\(date.year) \(two(date.hour)):\(two(date.minute)):\(two(date.second))"
    }

    /// `14:05`
    static func clock(_ instant: Instant) -> String {
        let date = BrusselsTime(instant).date
        return "\(two(date.hour)):\(two(date.minute))"
    }

    /// `2 h 5 min`: the two largest units.
    static func span(_ duration: Duration, _ language: Language) -> String {
        let seconds = max(0, duration.microseconds / 1_000_000)
        let (day, hour) = (language == .fr ? "j" : "d", language == .nl ? "u" : "h")
        switch seconds {
        case ..<60: return "\(seconds) s"
        case ..<3_600: return "\(seconds / 60) min \(seconds % 60) s"
        case ..<86_400: return "\(seconds / 3_600) \(hour) \(seconds % 3_600 / 60) min"
        default: return "\(seconds / 86_400) \(day) \(seconds % 86_400 / 3_600) \(hour)"
        }
    }

    private static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}
