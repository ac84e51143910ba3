import Mail

/// RFC 2047 encoded words in UTF-8 with the Q encoding, safe in a phrase as well as in unstructured text.
enum EncodedWords {
    private static let opening = Array("=?utf-8?Q?".utf8)
    private static let closing = Array("?=".utf8)
    private static let foldedSpace: [UInt8] = [.carriageReturn, .lineFeed, .space]
    /// RFC 2047 §2: a line that holds encoded words.
    private static let lineOctets = 76

    /// Appends `text` as encoded words, folded so that no line exceeds 76 octets and no character is split.
    ///
    /// - Parameter column: Octets that already stand on the header's line.
    /// - Returns: Octets on the last line.
    @discardableResult
    static func append(_ text: String, column: Int, to header: inout [UInt8]) -> Int {
        let frame = opening.count + closing.count
        var column = column
        var room = lineOctets - column - frame
        // The longest character takes twelve octets.
        if room < 12 {
            header.append(contentsOf: foldedSpace)
            column = 1
            room = Limits.encodedWordOctets - frame
        }
        room = min(room, Limits.encodedWordOctets - frame)
        header.append(contentsOf: opening)
        column += frame
        for scalar in text.unicodeScalars {
            let encoded = encode(scalar)
            if encoded.count > room {
                header.append(contentsOf: closing + foldedSpace + opening)
                column = 1 + frame
                room = Limits.encodedWordOctets - frame
            }
            header.append(contentsOf: encoded)
            column += encoded.count
            room -= encoded.count
        }
        header.append(contentsOf: closing)
        return column
    }

    /// RFC 2047 §5 (3): in a phrase only letters, digits and `!*+-/` stand for themselves.
    private static func encode(_ scalar: Unicode.Scalar) -> [UInt8] {
        if scalar == " " { return [UInt8(ascii: "_")] }
        if scalar.isASCII {
            let byte = UInt8(truncatingIfNeeded: scalar.value)
            if byte.isAlphanumeric || "!*+-/".utf8.contains(byte) { return [byte] }
        }
        let digits = Array("0123456789ABCDEF".utf8)
        return UTF8.encode(scalar).map { units in
            units.flatMap { [UInt8(ascii: "="), digits[Int($0 >> 4)], digits[Int($0 & 15)]] }
        } ?? []
    }
}
