import Mail
import Testing

struct BrusselsDayTests {
    static let days: [(String, String)] = [
        ("2026-11-23", "2026-11-22T23:00:00.000Z"), ("2026-07-01", "2026-06-30T22:00:00.000Z"),
        ("2026-03-29", "2026-03-28T23:00:00.000Z"), ("2026-03-30", "2026-03-29T22:00:00.000Z"),
        ("2026-10-25", "2026-10-24T22:00:00.000Z"), ("2026-10-26", "2026-10-25T23:00:00.000Z"),
        ("2027-01-01", "2026-12-31T23:00:00.000Z"), ("2028-02-29", "2028-02-28T23:00:00.000Z"),
    ]

    @Test(arguments: days)
    func `a day begins at midnight in Belgium and is told as the same day`(_ day: String, _ begins: String) throws {
        let start = try #require(Instant(brusselsDay: day))
        #expect(start.rfc3339 == begins)
        #expect(start.brusselsDay == day && start.startOfBrusselsDay == start)
        let before = Instant(microseconds: start.microseconds - 1)
        #expect(before.brusselsDay < day)
        // Every day has 23 hours at least.
        let last = start + .seconds(23 * 3_600 - 1)
        #expect(last.brusselsDay == day && last.startOfBrusselsDay == start)
    }

    @Test(arguments: ["", "2026-02-29", "2026-11-31", "26-11-23", "2026-11-23T00:00:00Z", "2026/11/23", "2026-1-1"])
    func `what is no day is none`(text: String) {
        #expect(Instant(brusselsDay: text) == nil)
    }
}
