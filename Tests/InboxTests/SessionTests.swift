import Mail
import NIOCore
import Testing

@testable import Inbox

@Suite struct SessionTests {
    @Test func `it greets with its name`() {
        var session = Session(settings: SessionSettings(), connection: 1)
        guard case .send(let octets)? = session.start().first else {
            Issue.record("no greeting")
            return
        }
        #expect(String(buffer: octets) == "220 inbox.localhost ESMTP\r\n")
    }

    @Test func `EHLO lists what is offered`() {
        var plain = Conversation()
        let answer = plain.say("EHLO client.example.be\r\n")
        #expect(answer.hasPrefix("250-inbox.localhost\r\n"))
        for line in ["250-PIPELINING", "250-SIZE 2621440", "250-8BITMIME", "250-SMTPUTF8", "250-ENHANCEDSTATUSCODES", "250 DSN"] {
            #expect(answer.contains("\(line)\r\n"))
        }
        #expect(!answer.contains("STARTTLS") && !answer.contains("AUTH"))
        #expect(Conversation.answerToEHLO(certificate: true).contains("STARTTLS"))
        #expect(Conversation.answerToEHLO(credentials: true).contains("AUTH PLAIN XOAUTH2"))
        #expect(!Conversation.answerToEHLO(certificate: true, credentials: true).contains("AUTH"), "no password in the clear")
        #expect(Conversation.answerToEHLO(certificate: true, credentials: true, isTLS: true).contains("AUTH PLAIN"))
        #expect(!Conversation.answerToEHLO(certificate: true, isTLS: true).contains("STARTTLS"))
    }

    @Test(
        arguments: [
            (0, "BY=1;R", 250), (0, "BY=0;R", 501), (0, "BY=-5;N", 250), (0, "BY=+600;RT", 250), (0, "BY=1000000000;R", 501),
            (0, "BY=60", 501), (0, "BY=x;R", 501), (0, "BY=60;Q", 501), (120, "BY=119;R", 501), (120, "BY=120;r", 250),
            (120, "BY=5;N", 250),
        ])
    func `DELIVERBY when told to, with its minimum`(minimum: Int, parameter: String, code: Int) {
        var settings = SessionSettings()
        settings.extensions.insert(.deliverBy)
        settings.deliverByMinimum = minimum
        var conversation = Conversation(settings)
        #expect(conversation.say("EHLO c\r\n").contains(minimum > 0 ? "DELIVERBY \(minimum)\r\n" : "DELIVERBY\r\n"))
        #expect(codes(conversation.say("MAIL FROM:<a@example.be> \(parameter)\r\n")) == [code])
    }

    static let dialogue: [(String, [Int])] = [
        ("MAIL FROM:<a@example.be>\r\n", [503]),
        ("EHLO c\r\nRCPT TO:<b@example.be>\r\n", [250, 503]),
        ("EHLO c\r\nDATA\r\n", [250, 503]),
        ("EHLO c\r\nMAIL FROM:<a@example.be>\r\nDATA\r\n", [250, 250, 554]),
        ("EHLO c\r\nMAIL FROM:<a@example.be>\r\nMAIL FROM:<a@example.be>\r\n", [250, 250, 503]),
        ("EHLO c\r\nMAIL FROM:<>\r\nRCPT TO:<>\r\n", [250, 250, 501]),
        ("EHLO c\r\nMAIL FROM:<>\r\nRCPT TO:<postmaster>\r\n", [250, 250, 250]),
        ("EHLO c\r\nMAIL FROM:<postmaster>\r\n", [250, 501]),
        ("EHLO c\r\nMAIL FROM:a@example.be\r\n", [250, 501]),
        ("EHLO c\r\nMAIL FROM:<a@example.be\r\n", [250, 501]),
        ("EHLO c\r\nMAIL FROM:<a b@example.be>\r\n", [250, 501]),
        ("EHLO c\r\nMAIL FROM:<a@example.be>X\r\n", [250, 501]),
        ("EHLO c\r\nMAIL FROM:<a@>\r\n", [250, 501]),
        ("EHLO c\r\nmail from:<a@example.be> size=100 body=8bitmime\r\n", [250, 250]),
        ("EHLO c\r\nMAIL FROM:<a@example.be> SIZE=9999999\r\n", [250, 552]),
        ("EHLO c\r\nMAIL FROM:<a@example.be> SIZE=x\r\n", [250, 501]),
        ("EHLO c\r\nMAIL FROM:<a@example.be> RET=HDRS ENVID=msg_1\r\n", [250, 250]),
        ("EHLO c\r\nMAIL FROM:<a@example.be> RET=HDRS RET=FULL\r\n", [250, 501]),
        ("EHLO c\r\nMAIL FROM:<a@example.be> BY=60;R\r\n", [250, 555]),
        ("EHLO c\r\nMAIL FROM:<a@example.be>\r\nRCPT TO:<b@example.be> NOTIFY=NEVER,DELAY\r\n", [250, 250, 501]),
        ("EHLO c\r\nMAIL FROM:<a@example.be>\r\nRCPT TO:<b@example.be> NOTIFY=NEVER ORCPT=rfc822;b@x\r\n", [250, 250, 250]),
        ("EHLO c\r\nMAIL FROM:<a@example.be>\r\nRCPT TO:<b@example.be> ORCPT=b@x\r\n", [250, 250, 501]),
        ("EHLO c\r\nMAIL FROM:<a@example.be> SMTPUTF8\r\nRCPT TO:<é@example.be>\r\n", [250, 250, 250]),
        ("EHLO c\r\nMAIL FROM:<a@example.be>\r\nRCPT TO:<é@example.be>\r\n", [250, 250, 553]),
        ("EHLO c\r\nMAIL FROM:<a@example.be>\r\nRCPT TO:<b@example.be> NOTIFY=FAILURE,DELAY\r\n", [250, 250, 250]),
        ("EHLO c\r\nMAIL FROM:<a@example.be>\r\nRCPT TO:<b@example.be> FOO=1\r\n", [250, 250, 555]),
        ("EHLO c\r\nMAIL FROM:<a@example.be>\r\nRSET\r\nRCPT TO:<b@example.be>\r\n", [250, 250, 250, 503]),
        ("EHLO c\r\nMAIL FROM:<a@example.be>\r\nEHLO c\r\nRCPT TO:<b@example.be>\r\n", [250, 250, 250, 503]),
        ("HELO c\r\n\(transaction)", [250, 250, 250, 354, 250]),
        ("EHLO c\r\n\(transaction)\(transaction)QUIT\r\n", [250, 250, 250, 354, 250, 250, 250, 354, 250, 221]),
        ("NOOP\r\nVRFY a\r\nFOO\r\n\r\nSTARTTLS\r\nAUTH PLAIN\r\n", [250, 252, 500, 500, 502, 502]),
        ("EHLO c\r\nNOOP\u{0}\r\n", [250, 500]),
        ("EHLO c\r\nNO\rOP\r\n", [250, 500]),
        ("EHLO\r\nHELO\r\nDATA x\r\nRSET x\r\n", [501, 501, 501, 501]),
    ]

    @Test(arguments: dialogue, [1, 2, 3, 7, Int.max])
    func `every dialogue gets its codes, in pieces of any size`(_ dialogue: (String, [Int]), _ pieces: Int) {
        var conversation = Conversation()
        #expect(codes(conversation.say(dialogue.0, pieces: pieces)) == dialogue.1)
    }

    @Test func `a pipelined group is answered alike wherever it is cut in two`() {
        let group = "EHLO c\r\n\(transaction)\(transaction)RSET\r\nQUIT\r\n"
        var whole = Conversation()
        let expected = whole.say(group)
        for cut in 1..<group.utf8.count {
            var conversation = Conversation()
            let first = String(decoding: Array(group.utf8)[..<cut], as: UTF8.self)
            let second = String(decoding: Array(group.utf8)[cut...], as: UTF8.self)
            let answer = conversation.say(first) + conversation.say(second)
            #expect(answer == expected, "cut at \(cut)")
            #expect(conversation.stored.map(\.raw) == whole.stored.map(\.raw), "cut at \(cut)")
        }
        #expect(whole.stored.count == 2)
        #expect(whole.tally == SessionTally.of(transactions: 2, refused: 0))
    }

    @Test func `a stored message has its envelope and parameters`() throws {
        var conversation = Conversation(isTLS: true)
        conversation.say("EHLO c\r\nMAIL FROM:<a@example.be> RET=HDRS ENVID=m1\r\nRCPT TO:<b@example.be> NOTIFY=FAILURE\r\n")
        conversation.say("RCPT TO:<c@example.be>\r\nDATA\r\nSubject: x\r\n\r\n..dot\r\n.\r\n")
        let message = try #require(conversation.stored.first)
        #expect(message.id == "7-1")
        #expect(message.reversePath == "a@example.be")
        #expect(message.recipients == ["b@example.be", "c@example.be"])
        #expect(message.mailParameters == ["RET=HDRS", "ENVID=m1"])
        #expect(message.recipientParameters == ["NOTIFY=FAILURE", ""])
        #expect(String(decoding: message.raw, as: UTF8.self) == "Subject: x\r\n\r\n.dot\r\n")
        #expect(message.isTLS)
        #expect(!"\(message)".contains("@"))
    }

    @Test func `a line that ends in LF alone closes the session`() {
        var conversation = Conversation()
        #expect(codes(conversation.say("EHLO c\r\nNOOP\nMAIL FROM:<a@example.be>\r\n")) == [250, 521])
        #expect(conversation.events == ["close"])
        #expect(conversation.say("NOOP\r\n") == "")
    }

    static let smuggling = ["\n.\n", "\n.\r\n", "\r.\r", "\r\n.\n", "\r\n.\r", "\r.\r\n"]

    @Test(arguments: smuggling)
    func `only CRLF dot CRLF ends a message`(_ end: String) {
        var conversation = Conversation()
        conversation.say("EHLO c\r\nMAIL FROM:<a@example.be>\r\nRCPT TO:<b@example.be>\r\nDATA\r\n")
        #expect(conversation.say("x\(end)MAIL FROM:<evil@example.be>\r\nRCPT TO:<b@example.be>\r\nDATA\r\ny\r\n", pieces: 1) == "")
        #expect(codes(conversation.say(".\r\n")) == [250])
        #expect(conversation.stored.count == 1)
    }

    @Test func `a message beyond the bound is refused and not kept`() {
        var settings = SessionSettings()
        settings.messageOctets = 100
        var conversation = Conversation(settings)
        conversation.say("EHLO c\r\nMAIL FROM:<a@example.be>\r\nRCPT TO:<b@example.be>\r\nDATA\r\n")
        #expect(codes(conversation.say(String(repeating: "0123456789\r\n", count: 50) + ".\r\nNOOP\r\n", pieces: 13)) == [552, 250])
        #expect(conversation.stored.isEmpty)
        #expect(conversation.tally == SessionTally.of(transactions: 1, refused: 1))
    }

    @Test func `recipients are bounded`() {
        var settings = SessionSettings()
        settings.recipients = 2
        var conversation = Conversation(settings)
        conversation.say("EHLO c\r\nMAIL FROM:<a@example.be>\r\n")
        #expect(codes(conversation.say(String(repeating: "RCPT TO:<b@example.be>\r\n", count: 3))) == [250, 250, 452])
    }

    @Test(arguments: [1, 100, Int.max])
    func `a line beyond the bound is refused once and skipped`(_ pieces: Int) {
        var conversation = Conversation()
        let line = "NOOP " + String(repeating: "x", count: 5_000) + "\r\n"
        #expect(codes(conversation.say(line + "NOOP\r\n", pieces: pieces)) == [500, 250])
    }

    @Test func `endless faults end the session`() {
        var conversation = Conversation()
        let answers = codes(conversation.say(String(repeating: "FOO\r\n", count: 200)))
        #expect(answers.count == SessionLimits.faults + 1)
        #expect(answers.last == 421)
        #expect(conversation.events == ["close"])
    }

    @Test func `silence ends the session`() {
        var conversation = Conversation()
        #expect(codes(conversation.timeOut()) == [421])
        #expect(conversation.events == ["close"])
    }
}

extension Conversation {
    static func answerToEHLO(certificate: Bool = false, credentials: Bool = false, isTLS: Bool = false) -> String {
        var settings = SessionSettings()
        settings.hasCertificate = certificate
        if credentials { settings.credentials = InboxCredentials(user: "u", password: Secret("p")) }
        var conversation = Conversation(settings, isTLS: isTLS)
        return conversation.say("EHLO c\r\n")
    }
}

extension SessionTally {
    static func of(transactions: Int, refused: Int) -> SessionTally {
        var tally = SessionTally()
        tally.transactions = transactions
        tally.refused = refused
        return tally
    }
}
