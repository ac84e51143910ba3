/// What an identifier names; its prefix is the first part of the text form.
package protocol IdentifierSubject: Sendable {
    /// Lower-case letters, without the underscore that follows.
    static var prefix: String { get }
}

/// A 128-bit name of one thing: 48 bits of Unix milliseconds, then 80 random bits (the layout of a ULID).
///
/// Its text is the prefix, `_`, and 26 characters of Crockford's base 32 in lower case: `msg_01jd…`. Later ones
/// sort after earlier ones, so that inserts touch the end of an index only.
package struct Identifier<Subject: IdentifierSubject>: Hashable, Sendable, CustomStringConvertible {
    package let high: UInt64
    package let low: UInt64

    package init(high: UInt64, low: UInt64) {
        self.high = high
        self.low = low
    }

    /// A fresh identifier.
    package init(at now: Instant, random: some RandomSource) {
        let milliseconds = UInt64(max(0, now.microseconds / 1_000)) & 0xFFFF_FFFF_FFFF
        self.high = milliseconds << 16 | random.next() & 0xFFFF
        self.low = random.next()
    }

    /// The 16 bytes as stored, most significant first; `nil` for any other length.
    package init?(bytes: some Collection<UInt8>) {
        guard bytes.count == 16 else { return nil }
        var words: (UInt64, UInt64) = (0, 0)
        for (index, byte) in bytes.enumerated() {
            if index < 8 { words.0 = words.0 << 8 | UInt64(byte) } else { words.1 = words.1 << 8 | UInt64(byte) }
        }
        self.init(high: words.0, low: words.1)
    }

    /// Parses the text form in either case; `nil` when the prefix, the length or a character is wrong.
    package init?(_ text: String) {
        guard text.utf8.starts(with: "\(Subject.prefix)_".utf8) else { return nil }
        let digits = text.utf8.dropFirst(Subject.prefix.utf8.count + 1)
        guard digits.count == Self.digits else { return nil }
        var high: UInt64 = 0
        var low: UInt64 = 0
        for (index, character) in digits.enumerated() {
            guard let value = CrockfordBase32.strictValue(of: character) else { return nil }
            if index == 0, value > 7 { return nil }
            high = high << 5 | low >> 59
            low = low << 5 | UInt64(value)
        }
        self.init(high: high, low: low)
    }

    /// When it was made, to the millisecond.
    package var made: Instant { Instant(microseconds: Int64(high >> 16) * 1_000) }

    /// 16 bytes, most significant first.
    package var bytes: [UInt8] {
        withUnsafeBytes(of: (high.bigEndian, low.bigEndian)) { Array($0) }
    }

    package var description: String {
        let prefix = Subject.prefix.utf8
        return String(unsafeUninitializedCapacity: prefix.count + 1 + Self.digits) { buffer in
            var place = 0
            for character in prefix {
                buffer[place] = character
                place += 1
            }
            buffer[place] = UInt8(ascii: "_")
            var (high, low) = (high, low)
            for index in stride(from: place + Self.digits, to: place, by: -1) {
                buffer[index] = CrockfordBase32.lowercaseAlphabet[Int(low & 31)]
                low = low >> 5 | high << 59
                high >>= 5
            }
            return place + 1 + Self.digits
        }
    }

    /// Characters behind the prefix.
    private static var digits: Int { 26 }
}

/// One queue entry: `msg_…` in the API.
package enum QueueEntrySubject: IdentifierSubject { package static let prefix = "msg" }
package typealias QueueID = Identifier<QueueEntrySubject>
