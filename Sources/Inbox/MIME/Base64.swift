/// Base64 (RFC 4648 §4): strict for authentication, tolerant for message bodies.
enum Base64 {
    /// The octets, or `nil` unless the text is well-formed and padded.
    static func decode(strict text: some Collection<UInt8>) -> [UInt8]? {
        guard text.count % 4 == 0 else { return nil }
        let padding = text.reversed().prefix { $0 == UInt8(ascii: "=") }.count
        guard padding <= 2, text.dropLast(padding).allSatisfy({ value(of: $0) != nil }) else { return nil }
        return decode(tolerant: text)
    }

    /// What can be decoded; octets outside the alphabet are passed over (RFC 2045 §6.8), the first `=` ends it.
    static func decode(tolerant text: some Sequence<UInt8>) -> [UInt8] {
        var result: [UInt8] = []
        var bits: UInt32 = 0
        var count = 0
        for octet in text {
            if octet == UInt8(ascii: "=") { break }
            guard let sextet = value(of: octet) else { continue }
            bits = bits << 6 | UInt32(sextet)
            count += 6
            if count >= 8 {
                count -= 8
                result.append(UInt8(truncatingIfNeeded: bits >> UInt32(count)))
            }
        }
        return result
    }

    private static func value(of octet: UInt8) -> UInt8? {
        switch octet {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"): octet - UInt8(ascii: "A")
        case UInt8(ascii: "a")...UInt8(ascii: "z"): octet - UInt8(ascii: "a") + 26
        case UInt8(ascii: "0")...UInt8(ascii: "9"): octet - UInt8(ascii: "0") + 52
        case UInt8(ascii: "+"): 62
        case UInt8(ascii: "/"): 63
        default: nil
        }
    }
}
