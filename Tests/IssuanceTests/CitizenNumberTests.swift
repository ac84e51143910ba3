import Issuance
import Mail
import TestKit
import Testing

struct CitizenNumberTests {
    private let now = Instant(seconds: 1_795_435_200)  // 2026-11-23

    @Test(arguments: [
        "70010199762", "70010199861", "99123199742", "00010199875", "00010199747", "00022999521", "24022999639", "24022999610",
        "85070099761", "85000099712", "85000199779", "00000199740", "70010108997", "70010108801", "85073003328", "17073003384",
    ])
    func `National register numbers are accepted`(text: String) throws {
        #expect(try CitizenNumber(Secret(text), now: now).kind == .national)
    }

    @Test(arguments: [
        "85472899783", "01490799858", "85272899740", "01323199892", "90521599830", "85400099701", "85200099755", "98472899765",
        "01490700185",
    ])
    func `BIS numbers are accepted`(text: String) throws {
        #expect(try CitizenNumber(Secret(text), now: now).kind == .bis)
    }

    @Test(arguments: ["70.01.01-997.62", "70 01 01 997 62", " 70.01.01-997/62 ", "700101-99762"])
    func `Separators do not count`(text: String) throws {
        #expect(try CitizenNumber(Secret(text), now: now).digits.revealText() == "70010199762")
    }

    @Test(arguments: [
        ("70010199700", CitizenNumberFault.checkDigits), ("70010199798", .checkDigits), ("01490700186", .checkDigits),
        ("85133199750", .checkDigits), ("85133199746", .birthDate), ("7001019976", .notElevenDigits),
        ("700101997620", .notElevenDigits), ("7001019976A", .notElevenDigits), ("", .notElevenDigits),
    ])
    func `Wrong numbers are refused with their fault`(text: String, fault: CitizenNumberFault) {
        #expect(throws: fault) { try CitizenNumber(Secret(text), now: now) }
    }

    @Test func `A birth is refused until its day has come`() throws {
        let born = CalendarDate(year: 2026, month: 11, day: 24)
        let text = Secret(Self.number(century: 2_000, date: (26, 11, 24), counter: 995))
        #expect(throws: CitizenNumberFault.futureBirth) { try CitizenNumber(text, now: now) }
        #expect(try CitizenNumber(text, now: born.instantInUTC).kind == .national)
        let unknownMonth = Secret(Self.number(century: 2_000, date: (27, 0, 0), counter: 995))
        #expect(throws: CitizenNumberFault.futureBirth) { try CitizenNumber(unknownMonth, now: now) }
    }

    @Test func `A leap day exists in the century that the check digits say`() {
        let in1900 = Secret(Self.number(century: 1_900, date: (0, 2, 29), counter: 995))
        #expect(throws: CitizenNumberFault.birthDate) { try CitizenNumber(in1900, now: now) }
    }

    @Test(arguments: 0..<20 as Range<UInt64>)
    func `Generated numbers are accepted and every single wrong digit is refused`(seed: UInt64) throws {
        let random = SeededRandom(seed: seed)
        for _ in 0..<50 {
            let century = random.next(below: 2) == 0 ? 1_900 : 2_000
            let year = Int(random.next(below: century == 1_900 ? 100 : 26))
            let month = Int(random.next(below: 12)) + 1
            let day = Int(random.next(below: UInt64(CalendarDate.days(inMonth: month, of: century + year)))) + 1
            let shift = [0, 20, 40][Int(random.next(below: 3))]
            let text = Self.number(
                century: century, date: (year, month + shift, day), counter: Int(random.next(below: 998)) + 1)
            #expect(try CitizenNumber(Secret(text), now: now).kind == (shift == 0 ? .national : .bis), "seed \(seed)")
            try expectCorruptedRefused(text, random: random)
        }
    }

    /// One changed check digit never fits: 97 less the rest has one value a century, and the two are compared.
    private func expectCorruptedRefused(_ text: String, random: SeededRandom) throws {
        let nine = try #require(Int(text.prefix(9)))
        let valid = [1_900, 2_000].map { Self.check(century: $0, nine: nine) }
        for check in 0..<100 where !valid.contains(check) {
            let corrupted = text.prefix(9) + (check < 10 ? "0" : "") + String(check)
            #expect(throws: CitizenNumberFault.checkDigits) { try CitizenNumber(Secret(String(corrupted)), now: now) }
        }
    }

    @Test func `A number never prints`() throws {
        let number = try CitizenNumber(Secret("70010199762"), now: now)
        var dumped = ""
        dump(number, to: &dumped)
        for shown in ["\(number)", String(reflecting: number), dumped] { #expect(!shown.contains("700101")) }
    }

    static func check(century: Int, nine: Int) -> Int {
        97 - ((century == 2_000 ? 2_000_000_000 : 0) + nine) % 97
    }

    static func number(century: Int, date: (Int, Int, Int), counter: Int) -> String {
        let nine = ((date.0 * 100 + date.1) * 100 + date.2) * 1_000 + counter
        let text = String(nine * 100 + check(century: century, nine: nine))
        return String(repeating: "0", count: 11 - text.count) + text
    }
}
