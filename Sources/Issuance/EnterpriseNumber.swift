/// An enterprise number of the Crossroads Bank for Enterprises: ten digits, the first 0 or 1, the last two a check.
///
/// The check is 97 less the first eight digits modulo 97. The old form of nine digits gets a leading 0.
package struct EnterpriseNumber: Hashable, Sendable, CustomStringConvertible {
    package static let advice = "An enterprise number has ten digits, such as 0123.456.749; compare it with the document."

    /// Ten digits without separators.
    package let digits: String

    /// With or without dots, spaces and a leading `BE`; `nil` when form or check is wrong.
    package init?(_ text: String) {
        guard text.utf8.count <= 64 else { return nil }
        var kept = Array(text.utf8).filter { $0 != UInt8(ascii: ".") && $0 != UInt8(ascii: " ") }
        if kept.starts(with: "BE".utf8) || kept.starts(with: "be".utf8) { kept.removeFirst(2) }
        if kept.count == 9 { kept.insert(0x30, at: 0) }
        guard kept.count == 10, kept.allSatisfy({ (0x30...0x39).contains($0) }), kept[0] <= 0x31 else { return nil }
        let number = kept.reduce(0) { $0 * 10 + Int($1 - 0x30) }
        guard number >= 100, number % 100 == 97 - number / 100 % 97 else { return nil }
        digits = String(decoding: kept, as: UTF8.self)
    }

    /// `0123.456.749`
    package var description: String {
        "\(digits.prefix(4)).\(digits.dropFirst(4).prefix(3)).\(digits.suffix(3))"
    }
}
