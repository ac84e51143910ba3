import Mail

/// A moment on a page: the day and the clock in Belgium.
enum PageTime {
    static func text(_ instant: Instant, _ language: Language) -> Markup {
        "<time datetime=\"\(instant.rfc3339)\">\(words(instant, language))</time>"
    }

    /// `23/11/2026 14:05`, with dots in German.
    static func words(_ instant: Instant, _ language: Language) -> String {
        let date = BrusselsTime(instant).date
        let mark = language == .de ? "." : "/"
        return "\(two(date.day))\(mark)\(two(date.month))\(mark)\(date.year) \(two(date.hour)):\(two(date.minute))"
    }

    private static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}
