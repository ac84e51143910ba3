/// What the relay offers in its answer to EHLO (RFC 5321 §4.1.1.1). Keywords are read in either case.
package struct RelayCapabilities: Hashable, Sendable {
    package internal(set) var pipelining = false
    package private(set) var smtpUTF8 = false
    package private(set) var eightBitMIME = false
    package private(set) var enhancedStatusCodes = false
    package internal(set) var dsn = false
    package internal(set) var requireTLS = false
    package private(set) var startTLS = false
    package internal(set) var deliverBy = false
    /// Seconds: what BY with return must have left at least (RFC 2852); 0 when the relay names none.
    package private(set) var deliverByMinimum = 0
    /// Octets; `nil` when SIZE is not offered or gives no limit: without a number, or with 0 (RFC 1870 §3).
    package private(set) var size: Int?
    /// Whether MAIL may say the size, which it may without a limit too.
    package internal(set) var declaresSize = false
    /// Upper-case SASL mechanisms.
    package private(set) var authMechanisms: Set<String> = []

    package init() {}

    /// From the lines of the reply to EHLO, each without code and separator; the first is the greeting.
    package init(ehloLines: [[UInt8]]) {
        for line in ehloLines.dropFirst() {
            let words = String(decoding: line, as: UTF8.self).uppercased().split(whereSeparator: { $0 == " " || $0 == "=" })
            guard let keyword = words.first else { continue }
            switch keyword {
            case "PIPELINING": pipelining = true
            case "SMTPUTF8": smtpUTF8 = true
            case "8BITMIME": eightBitMIME = true
            case "ENHANCEDSTATUSCODES": enhancedStatusCodes = true
            case "DSN": dsn = true
            case "REQUIRETLS": requireTLS = true
            case "STARTTLS": startTLS = true
            case "DELIVERBY":
                deliverBy = true
                deliverByMinimum = Self.number(words) ?? 0
            case "SIZE":
                declaresSize = true
                size = Self.number(words)
            case "AUTH": authMechanisms.formUnion(words.dropFirst().map(String.init))
            default: continue
            }
        }
    }

    /// The keyword's number when it is one, above 0.
    private static func number(_ words: [Substring]) -> Int? {
        words.dropFirst().first.flatMap { Int($0) }.flatMap { $0 > 0 ? $0 : nil }
    }
}
