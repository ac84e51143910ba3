/// A day and time of the proleptic Gregorian calendar, without a zone.
///
/// Conversions follow the days-from-civil arithmetic: pure, and no table of time zones is read.
package struct CalendarDate: Hashable, Sendable {
    package var year: Int
    /// 1 to 12.
    package var month: Int
    /// 1 to 31.
    package var day: Int
    package var hour: Int
    package var minute: Int
    package var second: Int

    package init(year: Int, month: Int, day: Int, hour: Int = 0, minute: Int = 0, second: Int = 0) {
        self.year = year
        self.month = month
        self.day = day
        self.hour = hour
        self.minute = minute
        self.second = second
    }

    /// The UTC reading of an instant; fractions of a second are dropped.
    package init(utc instant: Instant) {
        let seconds = instant.seconds
        let days = seconds >= 0 ? seconds / 86_400 : -((-seconds + 86_399) / 86_400)
        let rest = Int(seconds - days * 86_400)
        let shifted = days + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        self.day = Int(dayOfYear - (153 * shiftedMonth + 2) / 5 + 1)
        self.month = Int(shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9)
        self.year = Int(yearOfEra + era * 400) + (self.month <= 2 ? 1 : 0)
        self.hour = rest / 3_600
        self.minute = rest % 3_600 / 60
        self.second = rest % 60
    }

    /// Days since 1970-01-01.
    package var daysSinceEpoch: Int64 {
        let shiftedYear = Int64(month <= 2 ? year - 1 : year)
        let era = (shiftedYear >= 0 ? shiftedYear : shiftedYear - 399) / 400
        let yearOfEra = shiftedYear - era * 400
        let shiftedMonth = Int64(month > 2 ? month - 3 : month + 9)
        let dayOfYear = (153 * shiftedMonth + 2) / 5 + Int64(day) - 1
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    }

    /// The instant at which UTC clocks show this date and time.
    package var instantInUTC: Instant {
        Instant(seconds: daysSinceEpoch * 86_400 + Int64(hour * 3_600 + minute * 60 + second))
    }

    /// 0 = Sunday to 6 = Saturday.
    package var weekday: Int {
        let days = daysSinceEpoch
        return Int(((days + 4) % 7 + 7) % 7)
    }

    /// Whether year, month and day name a day that exists.
    package var isValidDay: Bool {
        guard (1...12).contains(month), (1...9_999).contains(year) else { return false }
        return (1...Self.days(inMonth: month, of: year)).contains(day)
    }

    package static func days(inMonth month: Int, of year: Int) -> Int {
        switch month {
        case 2: (year % 4 == 0 && year % 100 != 0) || year % 400 == 0 ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }
}
