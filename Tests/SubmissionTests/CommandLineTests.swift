import Mail
import Submission
import Testing

/// MAIL and RCPT with the parameters of RFC 1870, 2852, 3461, 6531 and 8689.
@Suite struct CommandLineTests {
    private static let now = Instant(seconds: 1_795_435_200)
    private static let sender = "no-reply@send.example.be"

    private func message(_ local: String = "jan", identifier: String? = "msg_01", left: Duration? = .seconds(600)) throws -> Transaction {
        let envelope = Envelope(
            reversePath: try EmailAddress(Self.sender), forwardPath: try EmailAddress("\(local)@example.be"), identifier: identifier)
        return Transaction(envelope: envelope, message: Array("hello\r\n".utf8), deliverBy: left.map { Self.now + $0 })
    }

    private static let all = ["DELIVERBY", "SMTPUTF8", "DSN", "REQUIRETLS", "SIZE"]

    @Test(
        arguments: [
            ([], ""), (["PIPELINING", "8BITMIME", "SMTPUTF8"], ""), (["SIZE"], " SIZE=7"), (["SIZE 0"], " SIZE=7"),
            (["SIZE 1000"], " SIZE=7"), (["DSN"], " RET=HDRS ENVID=msg_01"), (["DELIVERBY"], " BY=600;R"), (["REQUIRETLS"], " REQUIRETLS"),
            (all, " SIZE=7 REQUIRETLS RET=HDRS ENVID=msg_01 BY=600;R"),
        ] as [([String], String)])
    func `MAIL has what is offered, in one order`(offer: [String], parameters: String) throws {
        let line = try message().mailCommand(DialogueDriver.capabilities(offer), at: Self.now)
        #expect(line == "MAIL FROM:<\(Self.sender)>\(parameters)\r\n")
    }

    @Test func `An address beyond ASCII adds SMTPUTF8 behind SIZE, and has no ORCPT`() throws {
        let offered = DialogueDriver.capabilities(Self.all)
        let line = try message("jérôme").mailCommand(offered, at: Self.now)
        #expect(line == "MAIL FROM:<\(Self.sender)> SIZE=7 SMTPUTF8 REQUIRETLS RET=HDRS ENVID=msg_01 BY=600;R\r\n")
        #expect(try message("jérôme").rcptCommand(offered) == "RCPT TO:<jérôme@example.be> NOTIFY=FAILURE,DELAY\r\n")
    }

    @Test(arguments: [
        ("jan", "ORCPT=rfc822;jan@example.be"), ("jan+otp", "ORCPT=rfc822;jan+2Botp@example.be"), ("a=b", "ORCPT=rfc822;a+3Db@example.be"),
    ])
    func `RCPT names what is to be told, and the address as it was meant`(local: String, parameter: String) throws {
        let message = try message(local)
        #expect(
            message.rcptCommand(DialogueDriver.capabilities(["DSN"]))
                == "RCPT TO:<\(local)@example.be> NOTIFY=FAILURE,DELAY \(parameter)\r\n")
        #expect(message.rcptCommand(DialogueDriver.capabilities(["SIZE", "DELIVERBY"])) == "RCPT TO:<\(local)@example.be>\r\n")
    }

    @Test(
        arguments: [
            (nil, ""), ("", ""), ("a b=c", " ENVID=a+20b+3Dc"), ("é", ""), ("a\r\nRCPT TO:<x@y.be>", ""),
            (String(repeating: "x", count: 94), " ENVID=\(String(repeating: "x", count: 94))"), (String(repeating: "x", count: 95), ""),
            (String(repeating: "+", count: 32), ""),
        ] as [(String?, String)])
    func `ENVID is printable and short, or it is left out`(identifier: String?, parameter: String) throws {
        let line = try message(identifier: identifier, left: nil).mailCommand(DialogueDriver.capabilities(["DSN"]), at: Self.now)
        #expect(line == "MAIL FROM:<\(Self.sender)> RET=HDRS\(parameter)\r\n")
    }

    struct DeliverBy: Sendable, CustomTestStringConvertible {
        let offer: String
        let left: Duration?
        let parameter: String
        var testDescription: String { "\(offer), \(left.map { "\($0)" } ?? "no end"): \(parameter)" }
        init(_ offer: String, _ left: Duration?, _ parameter: String) { (self.offer, self.left, self.parameter) = (offer, left, parameter) }
    }

    @Test(arguments: [
        DeliverBy("DELIVERBY", nil, ""), DeliverBy("DELIVERBY", .seconds(1), " BY=1;R"),
        DeliverBy("DELIVERBY", .milliseconds(1_999), " BY=1;R"),
        DeliverBy("DELIVERBY", .milliseconds(999), ""), DeliverBy("DELIVERBY", .zero, ""), DeliverBy("DELIVERBY", .seconds(-5), ""),
        DeliverBy("DELIVERBY 0", .seconds(1), " BY=1;R"), DeliverBy("DELIVERBY 600", .seconds(600), " BY=600;R"),
        DeliverBy("DELIVERBY 601", .seconds(600), ""), DeliverBy("DELIVERBY x", .seconds(60), " BY=60;R"),
        DeliverBy("DELIVERBY 99999999999999999999", .seconds(60), " BY=60;R"),
        DeliverBy("DELIVERBY", .seconds(999_999_999), " BY=999999999;R"),
        DeliverBy("DELIVERBY", .seconds(5_000_000_000), " BY=999999999;R"),
        DeliverBy("DSN", .seconds(60), " RET=HDRS ENVID=msg_01"),
    ])
    func `BY has whole seconds, at least one and what the relay asks for`(row: DeliverBy) throws {
        let line = try message(left: row.left).mailCommand(DialogueDriver.capabilities([row.offer]), at: Self.now)
        #expect(line == "MAIL FROM:<\(Self.sender)>\(row.parameter)\r\n")
    }

    /// RFC 5321 §4.5.3.1.4, and RFC 3461 §5.4 for RCPT.
    @Test func `The longest lines are within the limits`() throws {
        let domain = ([61, 61, 62].map { String(repeating: "d", count: $0) } + ["be"]).joined(separator: ".")
        let local = String(repeating: "+", count: Limits.localPartOctets)
        let address = try EmailAddress("\(local)@\(domain)")
        #expect(address.text.utf8.count == Limits.pathOctets)
        let envelope = Envelope(reversePath: address, forwardPath: address, identifier: String(repeating: "x", count: 94))
        let message = Transaction(
            envelope: envelope, message: [UInt8](repeating: 0, count: Limits.messageOctets), deliverBy: .distantFuture)
        let offered = DialogueDriver.capabilities(Self.all)
        let mail = message.mailCommand(offered, at: Self.now)
        #expect(mail.hasSuffix(" BY=999999999;R\r\n") && mail.utf8.count <= Limits.commandLineOctets)
        let rcpt = message.rcptCommand(offered)
        #expect(rcpt.contains(" ORCPT=rfc822;+2B") && rcpt.utf8.count <= 1_036)
    }

    @Test func `BY counts from the moment MAIL is written`() throws {
        var driver = DialogueDriver(pipelining: false, ["DELIVERBY"])
        driver.now = Self.now
        driver.begin(try message())
        try driver.hear("550 no\r\n")
        driver.now = Self.now + .seconds(100)
        driver.begin(try message())
        driver.now = Self.now + .seconds(110)
        try driver.hear("250 reset\r\n")
        #expect(driver.written.filter { $0.hasPrefix("MAIL") }.map { $0.split(separator: " ").last } == ["BY=600;R\r\n", "BY=490;R\r\n"])
    }

    @Test func `Behind a dot the next envelope has its own parameters`() throws {
        var driver = DialogueDriver(pipelining: true, ["DSN", "DELIVERBY"])
        driver.now = Self.now
        driver.following = [try message("piet", identifier: "msg_02", left: .seconds(90))]
        driver.begin(try message())
        try driver.hear("250 ok\r\n250 ok\r\n354 go\r\n")
        let next = try #require(driver.written.last)
        #expect(next.contains("\r\n.\r\nMAIL FROM:<\(Self.sender)> RET=HDRS ENVID=msg_02 BY=90;R\r\nRCPT TO:<piet@example.be> NOTIFY="))
    }

    @Test(
        arguments: [
            (.mail, 501, "", true), (.mail, 504, "", true), (.mail, 555, "5.5.4 what", true), (.rcpt, 501, "5.5.4 NOTIFY", true),
            (.rcpt, 555, "", true), (.rcpt, 501, "5.1.3 bad mailbox", false), (.mail, 501, "5.1.7 bad sender", false),
            (.data, 501, "", false), (.finalDot, 555, "", false), (.mail, 500, "", false), (.mail, 550, "", false), (.rcpt, 451, "", false),
            (.mail, 250, "", false), (.auth, 501, "", false),
        ] as [(SubmissionStage, Int, String, Bool)])
    func `Replies that refuse parameters`(stage: SubmissionStage, code: Int, text: String, refuses: Bool) throws {
        #expect(SubmissionResult.reply(try reply(code, text), at: stage).refusesParameters == refuses)
    }

    @Test(arguments: TransportFault.allCases)
    func `A fault refuses no parameters`(fault: TransportFault) {
        #expect(!SubmissionResult.fault(fault, at: .mail).refusesParameters)
    }
}
