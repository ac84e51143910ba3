package import Mail

/// A national register number or a BIS number: eleven digits that say when a person was born, and a check.
///
/// `YYMMDD-XXX.CC`: CC is 97 less the first nine digits modulo 97, with a 2 before them for births from 2000 on, so that the
/// check decides the century. A BIS number has 20 (sex unknown) or 40 (sex known) added to the month. Unknown parts of the
/// date are zeros. It is checked, turned into an HMAC and forgotten: it never prints.
package struct CitizenNumber: Sendable {
    package enum Kind: String, CaseIterable, Hashable, Sendable { case national, bis }

    package let kind: Kind
    /// Eleven digits without separators, as the HMAC takes them.
    package let digits: Secret
    /// The first day that the date in the number can mean: parts that are unknown count as the first.
    let earliestBirth: CalendarDate

    /// Parses a number with or without dots, hyphens, slashes and spaces.
    ///
    /// - Parameter now: Births after its day are refused.
    /// - Throws: The first fault found, in words a form can show beside its field.
    package init(_ typed: Secret, now: Instant) throws(CitizenNumberFault) {
        guard typed.count <= 64 else { throw .notElevenDigits }
        let kept = TypedText.withoutSeparators(typed).filter { $0 != UInt8(ascii: ".") && $0 != UInt8(ascii: "/") }
        guard kept.count == 11, kept.allSatisfy({ (0x30...0x39).contains($0) }) else { throw .notElevenDigits }
        let century = try Self.century(of: kept)
        guard (1...998).contains(Self.number(kept[6..<9])) else { throw .counter }
        (kind, earliestBirth) = try Self.checkBirth(kept, century: century, now: now)
        digits = Secret(kept)
    }

    /// 1900 or 2000: whichever rule the check digits follow. They never follow both: 2·10⁹ modulo 97 is 68.
    private static func century(of digits: [UInt8]) throws(CitizenNumberFault) -> Int {
        let first = number(digits[0..<9])
        let check = number(digits[9..<11])
        if 97 - first % 97 == check { return 1_900 }
        if 97 - (2_000_000_000 + first) % 97 == check { return 2_000 }
        throw .checkDigits
    }

    /// The kind that the month shows, once the date is one that can be.
    private static func checkBirth(
        _ digits: [UInt8], century: Int, now: Instant
    ) throws(CitizenNumberFault) -> (Kind, earliest: CalendarDate) {
        let year = century + number(digits[0..<2])
        let written = number(digits[2..<4])
        let day = number(digits[4..<6])
        let kind: Kind = written <= 12 ? .national : .bis
        let month = written >= 40 ? written - 40 : written >= 20 ? written - 20 : written
        guard month <= 12, day <= 31 else { throw .birthDate }
        // A month of zero says nothing about the day: it counts up when a day's counter is exhausted.
        if month > 0, day > CalendarDate.days(inMonth: month, of: year) { throw .birthDate }
        let today = CalendarDate(utc: now)
        let born = (year, month, month == 0 ? 0 : day)
        guard born <= (today.year, today.month, today.day) else { throw .futureBirth }
        return (kind, CalendarDate(year: year, month: max(month, 1), day: month == 0 ? 1 : max(day, 1)))
    }

    private static func number(_ digits: ArraySlice<UInt8>) -> Int {
        digits.reduce(0) { $0 * 10 + Int($1 - 0x30) }
    }
}

extension CitizenNumber: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    package var description: String { "•••" }
    package var debugDescription: String { "•••" }
    package var customMirror: Mirror { Mirror(self, children: [] as [Mirror.Child]) }
}
