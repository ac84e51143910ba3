/// Where a link to write to somebody leads (RFC 6068).
enum MailLink {
    /// The `mailto:` URL: all but unreserved characters is percent-encoded, so that no address adds recipients or a text.
    static func url(_ email: String) -> String {
        let at = email.utf8.lastIndex(of: UInt8(ascii: "@"))
        let encoded = email.utf8.indices.map { index in
            let byte = email.utf8[index]
            return index == at || isUnreserved(byte) ? String(UnicodeScalar(byte)) : percentEncoded(byte)
        }
        return "mailto:" + encoded.joined()
    }

    private static func percentEncoded(_ byte: UInt8) -> String {
        let digits = String(byte, radix: 16, uppercase: true)
        return (digits.utf8.count == 1 ? "%0" : "%") + digits
    }

    /// RFC 3986 §2.3.
    private static func isUnreserved(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
        default: "-._~".utf8.contains(byte)
        }
    }
}
