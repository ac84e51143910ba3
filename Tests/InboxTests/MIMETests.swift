import Mail
import Testing

@testable import Inbox

@Suite struct MIMETests {
    static let words: [(String, String)] = [
        ("plain text", "plain text"),
        ("=?utf-8?Q?Activeringslink_=C3=A9?=", "Activeringslink é"),
        ("=?UTF-8?B?w6kg4oKs?=", "é €"),
        ("=?utf-8?Q?a?= =?utf-8?Q?b?= c", "ab c"),
        ("=?utf-8?B?w6k?= =?utf-8?Q?=C3?=\t=?utf-8?Q?=A9?=", "éé"),
        ("=?iso-8859-1?Q?caf=E9?=", "café"),
        ("=?windows-1252?Q?=80?= 5", "€ 5"),
        ("=?iso-8859-15*fr?Q?=A4?=", "€"),
        ("=?utf-8?X?a?=", "=?utf-8?X?a?="),
        ("=?broken", "=?broken"),
        ("=?=?=?=", "=?=?=?="),
        ("", ""),
    ]

    @Test(arguments: words)
    func `encoded words are decoded`(_ row: (String, String)) {
        #expect(EncodedWords.decode(Array(row.0.utf8)) == row.1)
    }

    static let quoted: [(String, String)] = [
        ("a=3Db", "a=b"), ("a=\r\nb", "ab"), ("a= \t\r\nb", "ab"), ("a=\nb", "ab"), ("=C3=a9", "é"),
        ("=", "="), ("=4", "=4"), ("=ZZ", "=ZZ"),
    ]

    @Test(arguments: quoted)
    func `quoted-printable is decoded tolerantly`(_ row: (String, String)) {
        #expect(String(decoding: QuotedPrintable.decode(row.0.utf8), as: UTF8.self) == row.1)
    }

    @Test func `base64 is strict or tolerant`() {
        #expect(Base64.decode(strict: "aGFsbG8=".utf8).map { String(decoding: $0, as: UTF8.self) } == "hallo")
        for broken in ["aGFsbG8", "aGFs bG8=", "====", "a===", "aGFsbG8*"] { #expect(Base64.decode(strict: broken.utf8) == nil) }
        #expect(Base64.decode(tolerant: "aGF\r\nsb G8".utf8) == Array("hallo".utf8))
    }

    @Test func `an alternative message is read`() throws {
        let message = ParsedMessage(Array(Self.alternative.utf8))
        #expect(message.header.text("subject") == "Uw activeringslink é")
        #expect(message.text == "Dag é\r\nhttps://sleutels.example.be/a/x\r\n")
        #expect(message.html == "<p>Dag é</p>")
        #expect(message.others.map(\.fileName) == ["kaart.pdf"])
        #expect(message.others.map(\.size) == [5])
        #expect(Snippet.make(message) == "Dag é https://sleutels.example.be/a/x")
    }

    static let alternative = [
        "From: Gemeente <no-reply@example.be>", "To: \"Peeters, Jan\" <jan@example.be>, an@example.be", "Subject: =?utf-8?Q?Uw?=",
        " =?utf-8?Q?_activeringslink_=C3=A9?=", "Message-ID: <m1@example.be>", "Date: Mon, 23 Nov 2026 14:35:07 +0100", "MIME-Version: 1.0",
        "Content-Type: multipart/mixed;", " boundary=\"outer; x\"", "", "preamble", "--outer; x",
        "Content-Type: multipart/alternative; boundary=inner", "", "--inner", "Content-Type: text/plain; charset=utf-8",
        "Content-Transfer-Encoding: quoted-printable", "", "Dag =C3=", "=A9", "https://sleutels.example.be/a/x", "", "--inner",
        "Content-Type: text/html; charset=UTF-8", "Content-Transfer-Encoding: base64", "", "PHA+RGFnIMOpPC9wPg==", "--inner--",
        "--outer; x",
        "Content-Type: application/pdf", "Content-Disposition: attachment; filename=kaart.pdf", "Content-Transfer-Encoding: base64", "",
        "aGFsbG8=", "--outer; x--", "epilogue", "",
    ].joined(separator: "\r\n")

    static let lists: [(String, [MailboxName])] = [
        ("a@b.be", [MailboxName(name: "", address: "a@b.be")]),
        (
            "\"Peeters, Jan\" <j@b.be>, c@d.be",
            [MailboxName(name: "Peeters, Jan", address: "j@b.be"), MailboxName(name: "", address: "c@d.be")]
        ),
        ("=?utf-8?Q?Li=C3=A8ge?= <l@b.be>", [MailboxName(name: "Liège", address: "l@b.be")]),
        ("undisclosed-recipients:;", []),
        ("Group: a@b.be, c@d.be;", [MailboxName(name: "", address: "a@b.be"), MailboxName(name: "", address: "c@d.be")]),
        ("\"a \\\"b\\\"\" <x@y.be>", [MailboxName(name: "a \"b\"", address: "x@y.be")]),
        (",,", []), ("<", [MailboxName(name: "", address: "<")]), ("<>", [MailboxName(name: "", address: "")]),
    ]

    @Test(arguments: lists)
    func `address lists are read`(_ row: (String, [MailboxName])) {
        #expect(MailboxName.list(Array(row.0.utf8)) == row.1)
    }

    static let dates: [(String, String?)] = [
        ("Mon, 23 Nov 2026 14:35:07 +0100", "2026-11-23T13:35:07.000Z"), ("23 Nov 2026 14:35 GMT", "2026-11-23T14:35:00.000Z"),
        ("Mon, 23 Nov 2026 14:35:07 -0530", "2026-11-23T20:05:07.000Z"), ("yesterday", nil), ("", nil),
        ("Mon, 99 Nov 2026 14:35:07 +0100", nil), ("1 Jan 99999999999999999999 1:1:1 +0000", nil), ("1 Jan 2026 -5:99 +0000", nil),
    ]

    @Test(arguments: dates)
    func `dates are read`(_ row: (String, String?)) {
        #expect(MailDate.instant(row.0)?.rfc3339 == row.1)
    }

    @Test func `hostile structures end at their bounds`() {
        let deep = (0..<200).map { "Content-Type: multipart/mixed; boundary=b\($0)\r\n\r\n--b\($0)\r\n" }.joined()
        #expect(ParsedMessage(Array(deep.utf8)).text == nil)
        let wide =
            "Content-Type: multipart/mixed; boundary=b\r\n\r\n"
            + String(repeating: "--b\r\nContent-Type: image/png\r\n\r\nx\r\n", count: 5_000)
        #expect(ParsedMessage(Array(wide.utf8)).others.count < MIMELimits.parts)
        #expect(ParsedMessage([UInt8](repeating: 0x0A, count: 10)).text == "\n\n\n\n\n\n\n\n\n")
        #expect(ParsedMessage([]).text == "")
        let fields = String(repeating: "A: b\r\n", count: 5_000)
        #expect(ParsedMessage(Array(fields.utf8)).header.fields.count == MIMELimits.headerFields)
    }

    @Test func `no octets of any kind are too much for the reader`() {
        let seed = Array(Self.alternative.utf8)
        var state: UInt64 = 7
        for _ in 0..<300 {
            var octets = seed
            for _ in 0..<40 {
                state = state &* 6_364_136_223_846_793_005 &+ 1
                octets[Int(state >> 33) % octets.count] = UInt8(truncatingIfNeeded: state >> 20)
            }
            let cut = Int(state >> 40) % octets.count
            let message = InboxMessage(id: "1-1", reversePath: "", recipients: [], raw: Array(octets[..<cut]))
            #expect(APIMessage(message).size == cut)
            #expect(InboxPage.message(message).hasSuffix("</html>"))
        }
    }
}
