/// xtext: how a parameter carries what an `esmtp-value` may not hold (RFC 3461 §4).
package enum XText {
    /// Printable ASCII but `+` and `=` as it stands, every other octet as `+` and two upper-case hexadecimal digits.
    package static func encode(_ text: String) -> String {
        guard !text.utf8.allSatisfy(isPlain) else { return text }
        var encoded: [UInt8] = []
        encoded.reserveCapacity(text.utf8.count + 16)
        for octet in text.utf8 {
            if isPlain(octet) {
                encoded.append(octet)
            } else {
                encoded.append(contentsOf: [UInt8(ascii: "+"), digits[Int(octet >> 4)], digits[Int(octet & 0x0F)]])
            }
        }
        return String(decoding: encoded, as: UTF8.self)
    }

    private static let digits = Array("0123456789ABCDEF".utf8)

    /// `xchar`: `!` to `~` without `+` and `=`.
    private static func isPlain(_ octet: UInt8) -> Bool {
        (0x21...0x7E).contains(octet) && octet != UInt8(ascii: "+") && octet != UInt8(ascii: "=")
    }
}
