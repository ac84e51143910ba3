import Mail
import Submission
import TestKit
import Testing

/// RFC 5321 §4.2: replies as a hostile peer may send them.
@Suite struct ReplyParserTests {
    private func parse(_ chunks: [[UInt8]]) throws(TransportFault) -> [ParsedReply] {
        var parser = ReplyParser()
        var replies: [ParsedReply] = []
        for chunk in chunks {
            try parser.append(chunk)
            while let reply = parser.next() { replies.append(reply) }
        }
        return replies
    }

    private static let sample = Array("220-relay ESMTP\r\n220 ready\r\n250\r\n250-\r\n250 \r\n550 5.1.1 <x>: unknown\r\n".utf8)

    @Test(arguments: 0...Self.sample.count)
    func `Split anywhere, the replies are the same`(at index: Int) throws {
        let whole = try parse([Self.sample])
        #expect(whole.map(\.code.rawValue) == [220, 250, 250, 550])
        #expect(whole.first?.lines == [Array("relay ESMTP".utf8), Array("ready".utf8)])
        #expect(whole.dropFirst().first?.lines == [[]])
        #expect(try parse([Array(Self.sample[..<index]), Array(Self.sample[index...])]) == whole)
    }

    @Test func `Octet by octet, the replies are the same`() throws {
        #expect(try parse(Self.sample.map { [$0] }) == (try parse([Self.sample])))
    }

    @Test func `A bare LF ends a line`() throws {
        #expect(try parse([Array("250-a\n250 b\n".utf8)]).first?.lines == [Array("a".utf8), Array("b".utf8)])
    }

    @Test(arguments: [
        "\r\n", "2\r\n", "25\r\n", "25x ok\r\n", "2500 ok\r\n", "250_ok\r\n", "199 low\r\n", "600 high\r\n", "000 none\r\n", " 250 ok\r\n",
        "250-a\r\n251 b\r\n", "HTTP/1.1 400 Bad Request\r\n", "\u{0}\u{0}\u{0}\r\n", "２５０ ok\r\n", "SSH-2.0-OpenSSH\r\n",
    ])
    func `What is no reply is a violation, and stays one`(text: String) throws {
        var parser = ReplyParser()
        #expect(throws: TransportFault.protocolViolation) { try parser.append(Array(text.utf8)) }
        #expect(throws: TransportFault.protocolViolation) { try parser.append(Array("250 ok\r\n".utf8)) }
        #expect(parser.next() == nil)
    }

    @Test func `Replies before the violation are still handed out`() throws {
        var parser = ReplyParser()
        #expect(throws: TransportFault.protocolViolation) { try parser.append(Array("250 ok\r\ngarbage\r\n".utf8)) }
        #expect(parser.next()?.code == .ok)
    }

    @Test func `A line of 512 octets with CRLF is taken, a longer one is not`() throws {
        let longest = Array("250 ".utf8) + [UInt8](repeating: 0x61, count: Limits.replyLineOctets - 6) + [13, 10]
        #expect(try parse([longest]).count == 1)
        var parser = ReplyParser()
        let endless = Array("250 ".utf8) + [UInt8](repeating: 0x61, count: 100_000)
        #expect(throws: TransportFault.protocolViolation) { try parser.append(endless) }
    }

    @Test(arguments: [(99, true), (100, false)])
    func `A reply has at most 100 lines`(continued: Int, isTaken: Bool) throws {
        let text = String(repeating: "250-more\r\n", count: continued) + "250 last\r\n"
        if isTaken {
            #expect(try parse([Array(text.utf8)]).first?.lines.count == 100)
        } else {
            #expect(throws: TransportFault.protocolViolation) { try parse([Array(text.utf8)]) }
        }
    }

    @Test func `NUL and other controls inside a text are kept from what is stored`() throws {
        let replies = try parse([Array("550 a\u{0}b\u{1B}[31mc\r\n".utf8)])
        let text = try #require(replies.first).reply.text
        #expect(!text.unicodeScalars.contains { $0.value < 0x20 })
    }

    @Test(arguments: 0..<30)
    func `Random octets never crash it`(seed: Int) throws {
        let random = SeededRandom(seed: UInt64(seed))
        let alphabet = Array("0123456789250 -\r\n\u{0}a".utf8)
        for _ in 0..<200 {
            var parser = ReplyParser()
            let octets = (0..<random.next(below: 80)).map { _ in alphabet[Int(random.next(below: UInt64(alphabet.count)))] }
            do throws(TransportFault) { try parser.append(octets) } catch { #expect(error == .protocolViolation) }
            while let reply = parser.next() {
                #expect((200...599).contains(reply.code.rawValue))
                #expect(!reply.lines.isEmpty)
            }
        }
    }
}
