/// Quoted-printable (RFC 2045 §6.7), tolerant: what is not a pair of hexadecimal digits stays as it is.
enum QuotedPrintable {
    /// - Parameter underscoreIsSpace: For the Q encoding of header words (RFC 2047 §4.2).
    static func decode(_ octets: some Collection<UInt8>, underscoreIsSpace: Bool = false) -> [UInt8] {
        let octets = Array(octets)
        var result: [UInt8] = []
        result.reserveCapacity(octets.count)
        var index = 0
        while index < octets.count {
            let octet = octets[index]
            if octet == UInt8(ascii: "=") {
                if let length = softBreak(octets, after: index) {
                    index += length
                    continue
                }
                if index + 2 < octets.count, let high = digit(octets[index + 1]), let low = digit(octets[index + 2]) {
                    result.append(high << 4 | low)
                    index += 3
                    continue
                }
            }
            result.append(underscoreIsSpace && octet == UInt8(ascii: "_") ? 0x20 : octet)
            index += 1
        }
        return result
    }

    /// The length of `=CRLF`, also with white space before the line end; `nil` when it is none.
    private static func softBreak(_ octets: [UInt8], after index: Int) -> Int? {
        var next = index + 1
        while next < octets.count, octets[next] == 0x20 || octets[next] == 0x09 { next += 1 }
        if next < octets.count, octets[next] == 0x0D { next += 1 }
        guard next < octets.count, octets[next] == 0x0A else { return nil }
        return next + 1 - index
    }

    private static func digit(_ octet: UInt8) -> UInt8? {
        switch octet {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): octet - UInt8(ascii: "0")
        case UInt8(ascii: "A")...UInt8(ascii: "F"): octet - UInt8(ascii: "A") + 10
        case UInt8(ascii: "a")...UInt8(ascii: "f"): octet - UInt8(ascii: "a") + 10
        default: nil
        }
    }
}
