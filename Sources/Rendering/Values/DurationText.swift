import Mail

/// A duration in words, in the largest unit that says it exactly.
enum DurationText {
    private enum Unit {
        case second, minute, hour, day
    }

    /// Fractions of a second are dropped; negative durations show as zero minutes.
    static func text(of duration: Duration, language: Language) -> String {
        let seconds = max(0, duration.components.seconds)
        let (count, unit): (Int64, Unit) =
            if seconds == 0 {
                (0, .minute)
            } else if seconds.isMultiple(of: 86_400) {
                (seconds / 86_400, .day)
            } else if seconds.isMultiple(of: 3_600) {
                (seconds / 3_600, .hour)
            } else if seconds.isMultiple(of: 60) {
                (seconds / 60, .minute)
            } else {
                (seconds, .second)
            }
        // French counts zero as singular, the other three as plural.
        let isSingular = count == 1 || count == 0 && language == .fr
        return "\(count) \(word(unit, isSingular, language))"
    }

    /// Parses `30s`, `10m`, `24h` or `14d`; `nil` for anything else.
    static func parse(_ text: String) -> Duration? {
        guard let unit = text.utf8.last, let count = Int64(text.dropLast()), (0...1_000_000).contains(count) else { return nil }
        return switch unit {
        case UInt8(ascii: "s"): .seconds(count)
        case UInt8(ascii: "m"): .seconds(count * 60)
        case UInt8(ascii: "h"): .seconds(count * 3_600)
        case UInt8(ascii: "d"): .seconds(count * 86_400)
        default: nil
        }
    }

    private static func word(_ unit: Unit, _ isSingular: Bool, _ language: Language) -> String {
        switch (language, unit) {
        case (.nl, .second): isSingular ? "seconde" : "seconden"
        case (.nl, .minute): isSingular ? "minuut" : "minuten"
        case (.nl, .hour): "uur"
        case (.nl, .day): isSingular ? "dag" : "dagen"
        case (.fr, .second): isSingular ? "seconde" : "secondes"
        case (.fr, .minute): isSingular ? "minute" : "minutes"
        case (.fr, .hour): isSingular ? "heure" : "heures"
        case (.fr, .day): isSingular ? "jour" : "jours"
        case (.de, .second): isSingular ? "Sekunde" : "Sekunden"
        case (.de, .minute): isSingular ? "Minute" : "Minuten"
        case (.de, .hour): isSingular ? "Stunde" : "Stunden"
        case (.de, .day): isSingular ? "Tag" : "Tage"
        case (.en, .second): isSingular ? "second" : "seconds"
        case (.en, .minute): isSingular ? "minute" : "minutes"
        case (.en, .hour): isSingular ? "hour" : "hours"
        case (.en, .day): isSingular ? "day" : "days"
        }
    }
}
