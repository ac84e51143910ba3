extension Instant {
    /// Parses `2026-11-23` as the first instant of that day in Belgium. `nil` when malformed, or no day that exists.
    package init?(brusselsDay text: String) {
        guard let midnight = Instant(isoDay: text) else { return nil }
        self.init(brusselsMidnight: midnight)
    }

    /// The first instant, in Belgium, of the day that begins at this midnight UTC.
    ///
    /// No change of summer time falls on midnight, so that each day has one.
    package init(brusselsMidnight midnight: Instant) {
        let inSummer = midnight - .seconds(7_200)
        self = BrusselsTime(inSummer).isSummerTime ? inSummer : midnight - .seconds(3_600)
    }

    /// `2026-11-23`: the day that calendars in Belgium show.
    package var brusselsDay: String { BrusselsTime(self).date.instantInUTC.isoDay }

    /// The first instant of the same day in Belgium.
    package var startOfBrusselsDay: Instant {
        let date = BrusselsTime(self).date
        return Instant(brusselsMidnight: CalendarDate(year: date.year, month: date.month, day: date.day).instantInUTC)
    }
}
