/// Durations as operators write them: a whole number and its unit.
enum DurationText {
    /// Seconds in each unit.
    private static let units: [Character: Int64] = ["s": 1, "m": 60, "h": 3_600, "d": 86_400]

    /// Reads `90s`, `10m`, `24h`, `14d`; `nil` for anything else, a number without a unit included.
    static func parse(_ text: String) -> Duration? {
        guard let unit = text.last.flatMap({ units[$0] }) else { return nil }
        let digits = text.dropLast()
        guard (1...9).contains(digits.utf8.count), digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }),
            let count = Int64(digits)
        else { return nil }
        return .seconds(count * unit)
    }

    /// The same text back, in the largest unit that divides it.
    static func format(_ duration: Duration) -> String {
        let seconds = duration.components.seconds
        for (name, unit) in [("d", Int64(86_400)), ("h", 3_600), ("m", 60)] where seconds >= unit && seconds % unit == 0 {
            return "\(seconds / unit)\(name)"
        }
        return "\(seconds)s"
    }
}
