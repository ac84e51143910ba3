import Mail
import TestKit
import Testing

@testable import Rendering

struct MessageComposerTests {
    private let id = QueueID(high: 0x0123_4567_89AB_CDEF, low: 42)

    private func message(subject: String, to: String = "jan@example.be", name: String = "Digitale sleutels") throws -> String {
        let composer = MessageComposer(
            sender: Mailbox(displayName: name, address: try EmailAddress("noreply@example.be")), messageIDDomain: "example.be")
        let content = EncodedContent(
            RenderedContent(
                subject: subject, text: Array("Één\nhttps://x\n".utf8), html: Array("<p>é</p>\n".utf8), binding: .nl))
        let bytes = composer.compose(content, to: try EmailAddress(to), id: id, date: Instant(seconds: 1_795_435_200), language: .en)
        return String(decoding: bytes, as: UTF8.self)
    }

    @Test func `every header stands once and lines end in CRLF`() throws {
        let message = try message(subject: "Hello")
        for name in [
            "Date", "From", "To", "Subject", "Message-ID", "MIME-Version", "Content-Language", "Auto-Submitted",
            "X-Auto-Response-Suppress",
        ] {
            #expect(message.components(between: "\r\n").filter { $0.hasPrefix(name + ": ") }.count == 1)
        }
        #expect(message.hasPrefix("Date: Mon, 23 Nov 2026 12:00:00 +0000\r\nFrom: Digitale sleutels <noreply@example.be>\r\n"))
        #expect(message.utf8.contains("Content-Language: nl, en\r\n".utf8))
        #expect(message.utf8.contains("\r\n\r\n=C3=89=C3=A9n\r\nhttps://x\r\n\r\n--=_\(id)\r\n".utf8))
        #expect(message.hasSuffix("<p>=C3=A9</p>\r\n\r\n--=_\(id)--\r\n"))
        #expect(message.utf8.allSatisfy { $0 < 0x80 })
        #expect(message.utf8.filter { $0 == 10 }.count == message.utf8.filter { $0 == 13 }.count)
    }

    @Test(
        arguments: [
            (Instant(microseconds: .min), "Mon, 1 Jan 0001 00:00:00 +0000"),
            (.distantPast - .microseconds(1), "Mon, 1 Jan 0001 00:00:00 +0000"),
            (.distantPast, "Mon, 1 Jan 0001 00:00:00 +0000"), (.distantFuture, "Fri, 31 Dec 9999 23:59:59 +0000"),
            (.distantFuture + .seconds(1), "Fri, 31 Dec 9999 23:59:59 +0000"),
            (Instant(microseconds: .max), "Fri, 31 Dec 9999 23:59:59 +0000"),
        ] as [(Instant, String)])
    func `a date outside of the calendar is the nearest inside`(instant: Instant, date: String) {
        var output: [UInt8] = []
        instant.appendRFC5322(to: &output)
        #expect(String(decoding: output, as: UTF8.self) == date)
    }

    @Test func `no value brings a header of its own`() throws {
        let message = try message(subject: "A\r\nBcc: b@example.be", name: "B\nX: y")
        #expect(!message.utf8.contains("\nBcc".utf8) && !message.utf8.contains("\nX:".utf8))
    }

    @Test func `an internationalized address stays UTF-8`() throws {
        #expect(try message(subject: "x", to: "józef@example.be").utf8.contains("To: józef@example.be\r\n".utf8))
    }

    @Test(arguments: UInt64(1)...200)
    func `quoted-printable comes back, in short 7-bit lines`(seed: UInt64) {
        let random = SeededRandom(seed: seed)
        let alphabet = Array(" \t\n=.\"<>From aaaaaaaaaéß€\r\u{1F54A}".utf8)
        let input = (0..<Int(random.next(below: 2_000))).map { _ in
            seed.isMultiple(of: 3) ? UInt8(truncatingIfNeeded: random.next()) : alphabet[Int(random.next(below: UInt64(alphabet.count)))]
        }
        let encoded = QuotedPrintable.encode(input)
        #expect(decode(encoded) == canonical(input))
        let lines = String(decoding: encoded, as: UTF8.self).components(between: "\r\n")
        #expect(lines.allSatisfy { $0.utf8.count <= 76 && !$0.utf8.contains(10) && !$0.utf8.contains(13) })
        #expect(lines.allSatisfy { !$0.hasPrefix(".") && !$0.hasPrefix("From ") && !$0.hasSuffix(" ") && !$0.hasSuffix("\t") })
        #expect(encoded.allSatisfy { $0 < 0x80 })
    }

    @Test(arguments: 0...90)
    func `a link that fits on a line is not broken`(offset: Int) {
        let link = "https://sleutels.example.be/a/q7Zt0xV4mB2cKs9wLr5yHd"
        let lead = String(repeating: "ab ", count: offset / 3) + String(repeating: "x", count: offset % 3)
        for text in ["\(lead) \(link) z", "\(lead)<a href=\"\(link)\">\(link)</a> z", "\(link)\(lead)"] where !text.hasPrefix(link) {
            #expect(String(decoding: QuotedPrintable.encode(Array(text.utf8)), as: UTF8.self).utf8.contains(link.utf8))
        }
    }

    @Test(arguments: UInt64(1)...100)
    func `encoded words are short and keep characters whole`(seed: UInt64) throws {
        let random = SeededRandom(seed: seed)
        let letters = Array("aé€🕊 =?_Z")
        let text = "é" + String((0..<Int(random.next(below: 150))).map { _ in letters[Int(random.next(below: UInt64(letters.count)))] })
        var header: [UInt8] = []
        EncodedWords.append(text, column: 9, to: &header)
        var decoded = ""
        for (index, line) in String(decoding: header, as: UTF8.self).components(between: "\r\n ").enumerated() {
            #expect(line.utf8.count <= (index == 0 ? 67 : 75))
            let inner = line.dropFirst(10).dropLast(2).utf8.map { $0 == UInt8(ascii: "_") ? UInt8(ascii: " ") : $0 }
            decoded += try #require(String(validating: decode(inner), as: UTF8.self))
        }
        #expect(decoded == text)
    }

    private func canonical(_ bytes: [UInt8]) -> [UInt8] {
        var result: [UInt8] = []
        for byte in bytes {
            if byte == 10, result.last != 13 { result.append(13) }
            result.append(byte)
        }
        return result
    }

    private func decode(_ bytes: [UInt8]) -> [UInt8] {
        var result: [UInt8] = []
        var index = 0
        while index < bytes.count {
            if bytes[index] != 0x3D {
                result.append(bytes[index])
                index += 1
            } else {
                let pair = String(decoding: bytes[(index + 1)..<min(index + 3, bytes.count)], as: UTF8.self)
                if let value = UInt8(pair, radix: 16) { result.append(value) }
                index += 3
            }
        }
        return result
    }
}

extension String.UTF8View {
    fileprivate func contains(_ other: String.UTF8View) -> Bool { !Array(self).ranges(of: Array(other)).isEmpty }
}
