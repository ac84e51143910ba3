import Issuance
import Mail
import TestKit
import Testing

/// Ten thousand numbers that are right, and ten thousand that somebody mistyped.
@Suite("Generated citizen numbers")
struct GeneratedCitizenNumberTests {
    /// 2026-11-23, in the middle of a year: births of 2026 are right until that day.
    private let now = Instant(seconds: 1_795_435_200)

    /// How the date stands in the number.
    enum Form: CaseIterable {
        case full, unknownDay, unknownMonth, overflow, nothingKnown
    }

    private struct Sample {
        let text: String
        let kind: CitizenNumber.Kind
    }

    private static func sample(_ random: SeededRandom) -> Sample {
        func draw(_ range: ClosedRange<Int>) -> Int { range.lowerBound + Int(random.next(below: UInt64(range.count))) }
        let century = draw(0...1) == 0 ? 1_900 : 2_000
        let year = draw(0...(century == 1_900 ? 99 : 25))
        let shift = [0, 20, 40][draw(0...2)]
        let month = draw(1...12)
        let date =
            switch Form.allCases[draw(0...4)] {
            case .full: (year, month, draw(1...CalendarDate.days(inMonth: month, of: century + year)))
            case .unknownDay: (year, month, 0)
            case .unknownMonth: (year, 0, 0)
            case .overflow: (year, 0, draw(1...31))
            case .nothingKnown: (0, 0, 1)
            }
        let text = CitizenNumberTests.number(
            century: century, date: (date.0, date.1 + shift, date.2), counter: draw(1...998))
        return Sample(text: text, kind: shift == 0 ? .national : .bis)
    }

    @Test(arguments: 0..<10 as Range<UInt64>)
    func `a thousand right ones are accepted, written in any way`(seed: UInt64) throws {
        let random = SeededRandom(seed: seed)
        for _ in 0..<1_000 {
            let sample = Self.sample(random)
            let number = try CitizenNumber(Secret(Self.written(sample.text, random)), now: now)
            #expect(number.kind == sample.kind && number.digits.revealText() == sample.text, "seed \(seed)")
        }
    }

    /// What is on cards and in forms: plain, with dots and a hyphen, with spaces.
    private static func written(_ text: String, _ random: SeededRandom) -> String {
        let digits = Array(text)
        let marks = [["", "", "", ""], [".", ".", "-", "."], [" ", " ", " ", " "], ["", "", "-", ""]][Int(random.next(below: 4))]
        return String(digits[0..<2]) + marks[0] + String(digits[2..<4]) + marks[1] + String(digits[4..<6]) + marks[2]
            + String(digits[6..<9]) + marks[3] + String(digits[9..<11])
    }

    enum Slip: CaseIterable, CustomTestStringConvertible {
        case otherDigit, swappedNeighbours, missingDigit, doubledDigit, letter

        var testDescription: String { "\(self)" }
    }

    /// 2,000 of each slip. One that makes another right number, such as 19xx to 20xx, is no slip that anybody could see: it is drawn again, and
    /// they are few.
    @Test(arguments: Slip.allCases)
    func `two thousand mistyped ones are refused`(slip: Slip) {
        let random = SeededRandom(seed: 97)
        var (refused, unseen) = (0, 0)
        while refused < 2_000 {
            let text = Self.sample(random).text
            let typed = Self.mistyped(text, slip, random)
            guard typed != text else { continue }
            if Self.isRight(typed) {
                unseen += 1
                #expect((try? CitizenNumber(Secret(typed), now: now)) != nil)
                continue
            }
            refused += 1
            #expect(throws: CitizenNumberFault.self, "\(slip)") { try CitizenNumber(Secret(typed), now: now) }
        }
        #expect(unseen < 60, "\(slip): \(unseen) of 2,000")
    }

    private static func mistyped(_ text: String, _ slip: Slip, _ random: SeededRandom) -> String {
        var digits = Array(text)
        let index = Int(random.next(below: 11))
        switch slip {
        case .otherDigit: digits[index] = Character(String(random.next(below: 10)))
        case .swappedNeighbours: digits.swapAt(min(index, 9), min(index, 9) + 1)
        case .missingDigit: digits.remove(at: index)
        case .doubledDigit: digits.insert(digits[index], at: index)
        case .letter: digits[index] = ["O", "I", "l", "B", "é"][Int(random.next(below: 5))]
        }
        return String(digits)
    }

    /// The rules once more, in other words than the ones they judge: reference/domain.md section 3.1.
    private static func isRight(_ text: String) -> Bool {
        guard text.utf8.count == 11, let whole = Int(text), whole >= 0 else { return false }
        let (nine, check) = (whole / 100, whole % 100)
        let (date, counter) = (nine / 1_000, nine % 1_000)
        let (year, month, day) = (date / 10_000, date / 100 % 100 % 20, date % 100)
        let months = [0...12, 20...32, 40...52]
        guard (1...998).contains(counter), months.contains(where: { $0.contains(date / 100 % 100) }) else { return false }
        return [1_900, 2_000].contains { century in
            guard CitizenNumberTests.check(century: century, nine: nine) == check else { return false }
            let isBorn = (century + year, month, day) < (2_026, 11, 24)
            return isBorn && day <= (month == 0 ? 31 : CalendarDate.days(inMonth: month, of: century + year))
        }
    }
}
