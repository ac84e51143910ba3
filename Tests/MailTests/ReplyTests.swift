import Mail
import Testing

@Suite struct ReplyTextTests {
    private func text(_ lines: String...) -> String { ReplyText.safe(lines.map { Array($0.utf8) }, droppingPrefix: nil) }

    @Test(arguments: [
        ("<jan@example.be>: unknown", "<•••@example.be>: unknown"), ("jan@example.be", "•••@example.be"),
        ("<jan@a.be>,<piet@b.be>", "<•••@a.be>,<•••@b.be>"), ("jan@a.be;piet@b.be", "•••@a.be;•••@b.be"),
        ("<o'brien@a.be>", "<•••@a.be>"), ("<a=b+c@a.be>", "<•••@a.be>"), ("to=<jan@a.be>", "to=<•••@a.be>"),
        ("mailto:jan@a.be", "mailto:•••@a.be"), ("https://a.be/x/token?q", "https://a.be/•••"), ("https://a.be?token", "https://a.be/•••"),
        ("https://a.be", "https://a.be"), ("https://jan@a.be/x", "https://•••@a.be/•••"),
        ("jan@a.be,https://b.be/t", "•••@a.be,https://b.be/•••"),
        ("ORCPT=rfc822;jan+2Botp@a.be", "ORCPT=rfc822;•••@a.be"), ("@", "•••@"), ("no address here", "no address here"),
    ])
    func `No local part and no path is kept`(relay: String, kept: String) {
        #expect(text(relay) == kept)
    }

    @Test func `Lines are joined, controls and invisible marks go`() {
        #expect(text("one\u{0}two", "\tthree") == "one two three")
        #expect(!text("a\u{202E}b\u{1B}[0m").unicodeScalars.contains { $0 == "\u{202E}" || $0 == "\u{1B}" })
        #expect(ReplyText.safe([[0xFF, 0xFE, 0x41]], droppingPrefix: nil).unicodeScalars.contains("A"))
    }

    @Test(arguments: ["x", "é", "👍🏽 "])
    func `It is bounded`(unit: String) {
        #expect(text(String(repeating: unit, count: 5_000)).utf8.count <= Limits.replyTextOctets)
    }

    @Test func `The enhanced code counts when its class fits`() throws {
        let code = try #require(ReplyCode(550))
        let reply = Reply(code: code, lines: [Array("5.1.1 no".utf8), Array("5.1.1 such".utf8)])
        #expect(reply.enhanced == EnhancedStatusCode(5, 1, 1) && reply.text == "no such")
        #expect(Reply(code: code, lines: [Array("4.1.1 no".utf8)]).enhanced == nil)
    }
}

@Suite struct EnhancedStatusCodeTests {
    @Test(arguments: ["5.1.1", "2.0.0 ok", "4.7.28 slow", "5.999.999", "4.2.2 "])
    func `Read`(text: String) throws {
        let code = try #require(EnhancedStatusCode(prefixOf: text.utf8))
        #expect(text.hasPrefix(code.description))
    }

    @Test(arguments: [
        "", "5", "5.1", "5.1.", "5..1", "5.1.1.1", "3.1.1", "6.1.1", "5.1.1000", "5.1000.1", "55.1.1", "5.1.1x", "x",
        "5.1.1:", "-5.1.1",
    ])
    func `Not read`(text: String) {
        #expect(EnhancedStatusCode(prefixOf: text.utf8) == nil)
    }
}
