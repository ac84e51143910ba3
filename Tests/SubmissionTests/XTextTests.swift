import Mail
import Submission
import TestKit
import Testing

/// RFC 3461 §4.
@Suite struct XTextTests {
    @Test(arguments: [
        ("", ""), ("msg_01jd", "msg_01jd"), ("jan+otp@example.be", "jan+2Botp@example.be"), ("a=b", "a+3Db"), ("a b", "a+20b"),
        ("+2B", "+2B2B"), ("\r\n\0", "+0D+0A+00"), ("é", "+C3+A9"), ("!\"#~\u{7F}", "!\"#~+7F"),
    ])
    func `Texts and their xtext`(text: String, encoded: String) {
        #expect(XText.encode(text) == encoded)
    }

    @Test(arguments: 0..<40)
    func `Printable ASCII without plus and equals goes out, and the text comes back`(seed: Int) throws {
        let random = SeededRandom(seed: UInt64(seed))
        for _ in 0..<200 {
            let scalars = (0..<random.next(below: 40)).map { _ in
                // Mostly ASCII, so that what must be escaped meets what must not.
                Unicode.Scalar(UInt32(random.next(below: random.next(below: 4) == 0 ? 0xD800 : 0x80))) ?? "?"
            }
            let text = String(String.UnicodeScalarView(scalars))
            let encoded = XText.encode(text)
            #expect(encoded.utf8.allSatisfy { (0x21...0x7E).contains($0) && $0 != UInt8(ascii: "=") }, "\(text)")
            #expect(try Self.decode(encoded) == Array(text.utf8), "\(text)")
        }
    }

    /// As a relay reads it: `+` and two upper-case digits, nothing else.
    private static func decode(_ encoded: String) throws -> [UInt8] {
        var octets: [UInt8] = []
        var rest = Array(encoded.utf8)[...]
        while let octet = rest.popFirst() {
            guard octet == UInt8(ascii: "+") else {
                octets.append(octet)
                continue
            }
            let digits = String(decoding: rest.prefix(2), as: UTF8.self)
            try #require(digits.count == 2 && digits == digits.uppercased())
            octets.append(try #require(UInt8(digits, radix: 16)))
            rest = rest.dropFirst(2)
        }
        return octets
    }
}
