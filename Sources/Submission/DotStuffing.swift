import Mail

/// Transparency (RFC 5321 §4.5.2): a line that begins with a dot gets a second one, and a lone dot ends the message.
package enum DotStuffing {
    /// Appends the message as it goes over the wire, final dot included.
    ///
    /// Bare CR and bare LF become CRLF: what a relay might take for an end of line never differs from what we do (SMTP smuggling,
    /// CVE-2023-51764). Composed messages have none, so this costs nothing there.
    package static func append(_ message: [UInt8], to output: inout [UInt8]) {
        output.reserveCapacity(output.count + message.count + 64)
        var atLineStart = true
        var start = message.startIndex
        var index = message.startIndex
        while index < message.endIndex {
            let octet = message[index]
            if atLineStart, octet == UInt8(ascii: ".") {
                output.append(contentsOf: message[start..<index])
                output.append(UInt8(ascii: "."))
                start = index
            }
            atLineStart = false
            if octet == UInt8(ascii: "\r") {
                let next = index + 1
                if next < message.endIndex, message[next] == UInt8(ascii: "\n") {
                    index = next
                } else {
                    output.append(contentsOf: message[start...index])
                    output.append(UInt8(ascii: "\n"))
                    start = next
                }
                atLineStart = true
            } else if octet == UInt8(ascii: "\n") {
                output.append(contentsOf: message[start..<index])
                output.append(contentsOf: [UInt8(ascii: "\r"), UInt8(ascii: "\n")])
                start = index + 1
                atLineStart = true
            }
            index += 1
        }
        output.append(contentsOf: message[start...])
        output.append(contentsOf: atLineStart ? ".\r\n".utf8 : "\r\n.\r\n".utf8)
    }
}
