import Mail
import Submission
import TestKit
import Testing

/// RFC 5321 §4.5.2 and SMTP smuggling (CVE-2023-51764).
@Suite struct DotStuffingTests {
    private func stuffed(_ message: [UInt8]) -> [UInt8] {
        var output: [UInt8] = []
        DotStuffing.append(message, to: &output)
        return output
    }

    @Test(arguments: [
        ("", ".\r\n"),
        ("a", "a\r\n.\r\n"),
        ("a\r\n", "a\r\n.\r\n"),
        (".", "..\r\n.\r\n"),
        (".\r\n", "..\r\n.\r\n"),
        ("..\r\n", "...\r\n.\r\n"),
        ("a\r\n.\r\nb\r\n", "a\r\n..\r\nb\r\n.\r\n"),
        ("a\n.\nb", "a\r\n..\r\nb\r\n.\r\n"),
        ("a\r.\rb", "a\r\n..\r\nb\r\n.\r\n"),
        ("a\r\r\n.x", "a\r\n\r\n..x\r\n.\r\n"),
        ("a\n\r.x", "a\r\n\r\n..x\r\n.\r\n"),
        ("\n", "\r\n.\r\n"),
        ("\r", "\r\n.\r\n"),
        ("a.b\r\nc.\r\n", "a.b\r\nc.\r\n.\r\n"),
        ("a\n.\r\nMAIL FROM:<x@y>\r\n", "a\r\n..\r\nMAIL FROM:<x@y>\r\n.\r\n"),
    ])
    func `Messages and what goes over the wire`(message: String, wire: String) {
        #expect(String(decoding: stuffed(Array(message.utf8)), as: UTF8.self) == wire)
    }

    @Test(arguments: 0..<40)
    func `A receiver reads what was meant`(seed: Int) {
        let random = SeededRandom(seed: UInt64(seed))
        let alphabet = Array(".\r\na.\n\r".utf8)
        for _ in 0..<300 {
            let message = (0..<random.next(below: 24)).map { _ in alphabet[Int(random.next(below: UInt64(alphabet.count)))] }
            let wire = stuffed(message)
            #expect(Self.hasNoBareEnds(wire), "\(message)")
            #expect(Self.received(wire) == Self.normalised(message), "\(message)")
        }
    }

    @Test func `It appends to what stands there`() {
        var output = Array("DATA\r\n".utf8)
        DotStuffing.append(Array(".x".utf8), to: &output)
        #expect(output == Array("DATA\r\n..x\r\n.\r\n".utf8))
    }

    /// Every CR has its LF and every LF its CR.
    private static func hasNoBareEnds(_ octets: [UInt8]) -> Bool {
        octets.indices.allSatisfy { index in
            switch octets[index] {
            case 13: index + 1 < octets.count && octets[index + 1] == 10
            case 10: index > 0 && octets[index - 1] == 13
            default: true
            }
        }
    }

    /// Each bare CR or LF as CRLF, and an end of line at the end.
    private static func normalised(_ message: [UInt8]) -> [UInt8] {
        var lines: [[UInt8]] = [[]]
        var previous: UInt8 = 0
        for octet in message {
            if octet == 13 || (octet == 10 && previous != 13) {
                lines.append([])
            } else if octet != 10 {
                lines[lines.count - 1].append(octet)
            }
            previous = octet
        }
        if lines.last == [] { lines.removeLast() }
        return lines.flatMap { $0 + [13, 10] }
    }

    /// What a receiver makes of it; `nil` when a lone dot stands anywhere but at the very end.
    private static func received(_ wire: [UInt8]) -> [UInt8]? {
        var message: [UInt8] = []
        var rest = wire[...]
        while let end = rest.firstIndex(of: 10) {
            let line = rest[...end]
            rest = rest[(end + 1)...]
            if Array(line) == [46, 13, 10] { return rest.isEmpty ? message : nil }
            message += line.first == 46 ? line.dropFirst() : line
        }
        return nil
    }
}
