package import Mail

/// A short public word such as `K7M-2QX` that a mail and the page that waits for the citizen share.
///
/// Made from the mail's identifier under a key of its own: each mail has another, and what knows the newest mail knows its word.
package enum Reference {
    package static let characters = 6

    /// Whether a text has the form of one: nothing else is shown that comes with a URL.
    package static func isOne(_ text: String) -> Bool {
        let bytes = Array(text.utf8)
        return bytes.count == characters + 1 && bytes[3] == UInt8(ascii: "-")
            && bytes.enumerated().allSatisfy { $0.offset == 3 || CrockfordBase32.alphabet.contains($0.element) }
    }

    /// The word of a mail. 30 bits: enough that nobody sees the same one twice.
    package static func of(_ mail: QueueID, keyring: Keyring) -> String {
        var word = keyring.hmac(.reference, mail.bytes).prefix(4).reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
        var text: [UInt8] = []
        text.reserveCapacity(Self.characters + 1)
        for index in 0..<characters {
            if index == 3 { text.append(UInt8(ascii: "-")) }
            text.append(CrockfordBase32.alphabet[Int(word & 31)])
            word >>= 5
        }
        return String(decoding: text, as: UTF8.self)
    }
}
