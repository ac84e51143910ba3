import Mail
import TestKit
import Testing

@Suite struct TimeTests {
    @Test(arguments: [
        ("1970-01-01T00:00:00.000Z", Int64(0)), ("2000-02-29T12:00:00.000Z", 951_825_600), ("2024-02-29T23:59:59.000Z", 1_709_251_199),
        ("1969-12-31T23:59:59.000Z", -1), ("1900-03-01T00:00:00.000Z", -2_203_891_200), ("9999-12-31T23:59:59.000Z", 253_402_300_799),
        ("0001-01-01T00:00:00.000Z", -62_135_596_800), ("2026-11-23T12:00:00.000Z", 1_795_435_200),
    ])
    func `Instants and their text`(text: String, seconds: Int64) {
        #expect(Instant(seconds: seconds).rfc3339 == text)
        #expect(Instant(rfc3339: text) == Instant(seconds: seconds))
        #expect(Instant(seconds: seconds).isoDay == String(text.prefix(10)))
    }

    @Test(arguments: [
        ("2026-11-23T13:00:00+01:00", "2026-11-23T12:00:00.000Z"), ("2026-11-23t12:00:00z", "2026-11-23T12:00:00.000Z"),
        ("2026-11-23 12:00:00.5-00:30", "2026-11-23T12:30:00.500Z"), ("2026-11-23T12:00:00.1234567Z", "2026-11-23T12:00:00.123Z"),
    ])
    func `Offsets and fractions`(text: String, utc: String) {
        #expect(Instant(rfc3339: text)?.rfc3339 == utc)
    }

    @Test(arguments: [
        "", "2026-11-23", "2026-02-29T00:00:00Z", "1900-02-29T00:00:00Z", "2026-13-01T00:00:00Z", "2026-00-01T00:00:00Z",
        "2026-04-31T00:00:00Z",
        "2026-11-23T24:00:00Z", "2026-11-23T12:60:00Z", "2026-11-23T12:00:60Z", "2026-11-23T12:00:00", "2026-11-23T12:00:00.Z",
        "2026-11-23T12:00:00Zx", "2026-11-23T12:00:00+1:00", "2026-11-23T12:00:00+24:00", "0000-01-01T00:00:00Z",
        "2026-11-23T12:00:00+01:60",
        "+026-11-23T12:00:00Z", "٢٠٢٦-11-23T12:00:00Z",
    ])
    func `Malformed text is no instant`(text: String) {
        #expect(Instant(rfc3339: text) == nil)
    }

    @Test(arguments: 0..<20)
    func `Dates go back and forth`(seed: Int) {
        let random = SeededRandom(seed: UInt64(seed))
        for _ in 0..<500 {
            let seconds = Int64(random.next(below: 315_537_897_600)) - 62_135_596_800
            let date = CalendarDate(utc: Instant(seconds: seconds))
            #expect(date.isValidDay && date.instantInUTC.seconds == seconds)
            let milliseconds = Instant(microseconds: seconds * 1_000_000 + Int64(random.next(below: 1_000)) * 1_000)
            #expect(Instant(rfc3339: milliseconds.rfc3339) == milliseconds)
        }
    }

    @Test func `Seconds are rounded down, at the ends of the range too`() {
        #expect(Instant(microseconds: -1).seconds == -1)
        #expect(Instant(microseconds: -1_000_000).seconds == -1)
        #expect(Instant(microseconds: 999_999).seconds == 0)
        #expect(Instant(microseconds: .min).seconds == -9_223_372_036_855)
        #expect(Instant(microseconds: .max).seconds == 9_223_372_036_854)
        #expect(Instant(microseconds: .min).rfc3339 == "0001-01-01T00:00:00.000Z")
        #expect(Instant(microseconds: .max).rfc3339 == "9999-12-31T23:59:59.000Z")
    }

    @Test func `Durations are clamped`() {
        #expect(Duration.seconds(Int64.max).microseconds == .max)
        #expect(Duration.seconds(Int64.min).microseconds == .min)
        #expect(Duration.milliseconds(1_500).microseconds == 1_500_000)
    }

    @Test func `Weekdays`() {
        #expect(CalendarDate(year: 1970, month: 1, day: 1).weekday == 4)
        #expect(CalendarDate(year: 2026, month: 11, day: 23).weekday == 1)
        #expect(CalendarDate(year: 1969, month: 12, day: 31).weekday == 3)
    }
}
