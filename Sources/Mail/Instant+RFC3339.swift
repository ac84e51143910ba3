extension Instant {
    /// `2026-11-23T14:35:07.120Z`: RFC 3339 in UTC with milliseconds. Beyond the years 1 to 9999, their first or last instant.
    package var rfc3339: String {
        let shown = min(max(self, .distantPast), .distantFuture)
        let date = CalendarDate(utc: shown)
        let millisecond = Int((shown.microseconds - shown.seconds * 1_000_000) / 1_000)
        return String(
            decoding: [
                date.year / 1_000 % 10, date.year / 100 % 10, date.year / 10 % 10, date.year % 10, -3,
                date.month / 10, date.month % 10, -3, date.day / 10, date.day % 10, 36,
                date.hour / 10, date.hour % 10, 10, date.minute / 10, date.minute % 10, 10,
                date.second / 10, date.second % 10, -2,
                millisecond / 100, millisecond / 10 % 10, millisecond % 10, 42,
            ].map { UInt8(48 + $0) }, as: UTF8.self)
    }

    /// Parses RFC 3339 §5.6 with any offset; fractions beyond microseconds are dropped. `nil` when malformed.
    package init?(rfc3339 text: String) {
        var scanner = DigitScanner(text)
        guard let year = scanner.number(4), scanner.skip("-"), let month = scanner.number(2), scanner.skip("-"),
            let day = scanner.number(2), scanner.skip("T") || scanner.skip("t") || scanner.skip(" "),
            let hour = scanner.number(2), scanner.skip(":"), let minute = scanner.number(2), scanner.skip(":"),
            let second = scanner.number(2)
        else { return nil }
        let date = CalendarDate(year: year, month: month, day: day, hour: hour, minute: minute, second: second)
        guard date.isValidDay, hour < 24, minute < 60, second < 60 else { return nil }
        var microseconds = date.instantInUTC.microseconds
        if scanner.skip(".") {
            guard let fraction = scanner.fractionInMicroseconds() else { return nil }
            microseconds += fraction
        }
        if !(scanner.skip("Z") || scanner.skip("z")) {
            let sign: Int64
            if scanner.skip("+") { sign = 1 } else if scanner.skip("-") { sign = -1 } else { return nil }
            guard let hours = scanner.number(2), hours < 24, scanner.skip(":"), let minutes = scanner.number(2), minutes < 60
            else { return nil }
            microseconds -= sign * Int64(hours * 3_600 + minutes * 60) * 1_000_000
        }
        guard scanner.isAtEnd else { return nil }
        self.init(microseconds: microseconds)
    }

    /// Parses `2026-11-23` as midnight UTC of that day. `nil` when malformed.
    package init?(isoDay text: String) {
        var scanner = DigitScanner(text)
        guard let year = scanner.number(4), scanner.skip("-"), let month = scanner.number(2), scanner.skip("-"),
            let day = scanner.number(2), scanner.isAtEnd
        else { return nil }
        let date = CalendarDate(year: year, month: month, day: day)
        guard date.isValidDay else { return nil }
        self = date.instantInUTC
    }

    /// `2026-11-23` in UTC.
    package var isoDay: String { String(rfc3339.prefix(10)) }
}

/// Reads fixed-width ASCII numbers; private to the parsers above.
private struct DigitScanner {
    private var rest: Substring.UTF8View

    init(_ text: String) { rest = Substring(text).utf8 }

    var isAtEnd: Bool { rest.isEmpty }

    mutating func skip(_ character: Unicode.Scalar) -> Bool {
        guard let first = rest.first, UInt32(first) == character.value else { return false }
        rest.removeFirst()
        return true
    }

    mutating func number(_ width: Int) -> Int? {
        var value = 0
        for _ in 0..<width {
            guard let digit = rest.first, (48...57).contains(digit) else { return nil }
            value = value * 10 + Int(digit - 48)
            rest.removeFirst()
        }
        return value
    }

    mutating func fractionInMicroseconds() -> Int64? {
        var value: Int64 = 0
        var digits = 0
        while let digit = rest.first, (48...57).contains(digit) {
            if digits < 6 { value = value * 10 + Int64(digit - 48) }
            digits += 1
            rest.removeFirst()
        }
        guard digits > 0 else { return nil }
        for _ in stride(from: digits, to: 6, by: 1) { value *= 10 }
        return value
    }
}
