import Glibc
import Mail

/// Transparency (RFC 5321 §4.5.2): a line that begins with a dot gets a second one, and a lone dot ends the message.
package enum DotStuffing {
    /// Appends the message as it goes over the wire, final dot included.
    ///
    /// Bare CR and bare LF become CRLF: what a relay might take for an end of line never differs from what we do (SMTP smuggling,
    /// CVE-2023-51764). A composed message has none and no line that begins with a dot: it is looked through and copied once.
    package static func append(_ message: [UInt8], to output: inout [UInt8]) {
        output.reserveCapacity(output.count + message.count + 64)
        let endsLine = message.withUnsafeBufferPointer { octets in
            if isTransparent(octets) {
                output.append(contentsOf: octets)
                return octets.last.map { $0 == lineFeed } ?? true
            }
            return appendStuffed(octets, to: &output)
        }
        output.append(contentsOf: endsLine ? ".\r\n".utf8 : "\r\n.\r\n".utf8)
    }

    private static let lineFeed = UInt8(ascii: "\n")
    private static let carriageReturn = UInt8(ascii: "\r")
    private static let dot = UInt8(ascii: ".")

    /// Whether the message goes as it is: every CR has its LF, every LF its CR, and no line begins with a dot.
    private static func isTransparent(_ octets: UnsafeBufferPointer<UInt8>) -> Bool {
        guard let start = octets.baseAddress, !octets.isEmpty else { return true }
        guard octets[0] != dot else { return false }
        var returns = 0
        var index = 0
        while let found = memchr(start + index, Int32(carriageReturn), octets.count - index) {
            index = start.distance(to: found.assumingMemoryBound(to: UInt8.self)) + 2
            guard index <= octets.count, octets[index - 1] == lineFeed else { return false }
            returns += 1
            if index == octets.count { break }
            guard octets[index] != dot else { return false }
        }
        // As many LF as pairs of CR and LF: none stands alone. Looked for as above, a fifth of what it costs to look at each octet.
        var feeds = 0
        index = 0
        while let found = memchr(start + index, Int32(lineFeed), octets.count - index) {
            index = start.distance(to: found.assumingMemoryBound(to: UInt8.self)) + 1
            feeds += 1
        }
        return feeds == returns
    }

    /// Returns whether the last line is ended.
    private static func appendStuffed(_ octets: UnsafeBufferPointer<UInt8>, to output: inout [UInt8]) -> Bool {
        var atLineStart = true
        var index = 0
        while index < octets.count {
            let octet = octets[index]
            index += 1
            if octet == carriageReturn || octet == lineFeed {
                if octet == carriageReturn, index < octets.count, octets[index] == lineFeed { index += 1 }
                output.append(carriageReturn)
                output.append(lineFeed)
                atLineStart = true
                continue
            }
            if atLineStart, octet == dot { output.append(dot) }
            output.append(octet)
            atLineStart = false
        }
        return atLineStart
    }
}
