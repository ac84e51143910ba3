/// An enhanced status code (RFC 3463): class, subject and detail, `5.1.1`.
package struct EnhancedStatusCode: Hashable, Sendable, CustomStringConvertible {
    package let statusClass: UInt8
    package let subject: UInt16
    package let detail: UInt16

    /// `nil` unless the class is 2, 4 or 5 and the rest has at most three digits.
    package init?(_ statusClass: UInt8, _ subject: UInt16, _ detail: UInt16) {
        guard statusClass == 2 || statusClass == 4 || statusClass == 5, subject <= 999, detail <= 999 else { return nil }
        self.statusClass = statusClass
        self.subject = subject
        self.detail = detail
    }

    /// Reads the code at the start of a reply text, where a space or the end must follow (RFC 2034 §4).
    package init?(prefixOf text: some Sequence<UInt8>) {
        var parts: [UInt16] = []
        var digits = 0
        var value: UInt16 = 0
        var ended = false
        for byte in text {
            if (0x30...0x39).contains(byte), digits < 3 {
                value = value * 10 + UInt16(byte - 0x30)
                digits += 1
            } else if byte == 0x2E, digits > 0, parts.count < 2 {
                parts.append(value)
                (value, digits) = (0, 0)
            } else if byte == 0x20, digits > 0, parts.count == 2 {
                ended = true
                break
            } else {
                return nil
            }
        }
        guard digits > 0, parts.count == 2, ended || digits <= 3, parts[0] <= 9 else { return nil }
        self.init(UInt8(parts[0]), parts[1], value)
    }

    package var description: String { "\(statusClass).\(subject).\(detail)" }
}
