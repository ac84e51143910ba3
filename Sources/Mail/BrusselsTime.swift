/// Local time in Belgium by the rule of Directive 2000/84/EC: summer time from the last Sunday of March to the last Sunday of
/// October, changing at 01:00 UTC. Computed, because a table of time zones may be old or absent on a server.
package struct BrusselsTime: Hashable, Sendable {
    /// What clocks show.
    package let date: CalendarDate
    package let isSummerTime: Bool
    /// Whether clocks show this reading twice, as in the night when summer time ends.
    package let isAmbiguous: Bool

    package init(_ instant: Instant) {
        let year = CalendarDate(utc: instant).year
        let start = Self.change(year: year, month: 3)
        let end = Self.change(year: year, month: 10)
        isSummerTime = start <= instant && instant < end
        date = CalendarDate(utc: instant + .seconds(isSummerTime ? 7_200 : 3_600))
        isAmbiguous = end - .seconds(3_600) <= instant && instant < end + .seconds(3_600)
    }

    package func isSameDay(as other: BrusselsTime) -> Bool {
        (date.year, date.month, date.day) == (other.date.year, other.date.month, other.date.day)
    }

    /// 01:00 UTC of the last Sunday of a month of 31 days.
    private static func change(year: Int, month: Int) -> Instant {
        let last = CalendarDate(year: year, month: month, day: 31)
        return CalendarDate(year: year, month: month, day: 31 - last.weekday, hour: 1).instantInUTC
    }
}
