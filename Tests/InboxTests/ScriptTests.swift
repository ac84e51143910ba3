import Mail
import TestKit
import Testing

@testable import Inbox

@Suite struct ScriptTests {
    private static func conversation(_ rules: ScriptRule..., pipeliningFault: PipeliningFault? = nil) -> Conversation {
        var settings = SessionSettings()
        settings.script = RelayScript(rules, pipeliningFault: pipeliningFault)
        return Conversation(settings)
    }

    static let refusals: [(ScriptStage, [Int], Int)] = [
        (.ehlo, [450, 503, 503, 503], 0), (.mail, [250, 450, 503, 503], 0), (.rcpt, [250, 250, 450, 554], 0),
        (.data, [250, 250, 250, 450], 0), (.finalDot, [250, 250, 250, 354, 450], 0), (.body, [250, 250, 250, 354, 450], 0),
    ]

    @Test(arguments: refusals)
    func `a refusal at a stage takes the place of its effect`(_ refusal: (ScriptStage, [Int], Int)) {
        var conversation = Self.conversation(ScriptRule(at: refusal.0, do: .reply(450, "4.7.1", "Later")))
        var answers = ""
        for line in ["EHLO c\r\n", "MAIL FROM:<a@example.be>\r\n", "RCPT TO:<b@example.be>\r\n", "DATA\r\n"] {
            answers += conversation.say(line)
        }
        if codes(answers).last == 354 { answers += conversation.say("x\r\n.\r\n") }
        #expect(codes(answers) == refusal.1)
        #expect(conversation.stored.count == refusal.2)
    }

    @Test(arguments: [ScriptStage.ehlo, .mail, .rcpt, .data, .body, .finalDot], [ScriptStep.drop, .reset])
    func `a drop at a stage stores nothing and says nothing more`(_ stage: ScriptStage, _ step: ScriptStep) {
        var conversation = Self.conversation(ScriptRule(at: stage, do: step))
        let answers = codes(conversation.say("EHLO c\r\n\(transaction)"))
        let order: [ScriptStage] = [.ehlo, .mail, .rcpt, .data, .body, .finalDot]
        let expected = Array([250, 250, 250, 354].prefix(order.firstIndex(of: stage) ?? 0))
        #expect(answers == expected)
        #expect(conversation.events == [step == .drop ? "close" : "reset"])
        #expect(conversation.stored.isEmpty)
    }

    @Test func `accepted and then dropped without a reply is the case in doubt`() {
        var conversation = Self.conversation(ScriptRule(at: .finalDot, do: .acceptThenDrop))
        #expect(codes(conversation.say("EHLO c\r\n\(transaction)")) == [250, 250, 250, 354])
        #expect(conversation.stored.count == 1)
        #expect(conversation.events == ["close"])
    }

    @Test func `a reply and then a drop`() {
        var conversation = Self.conversation(ScriptRule(at: .finalDot, do: .replyThenDrop))
        #expect(codes(conversation.say("EHLO c\r\n\(transaction)\(transaction)")) == [250, 250, 250, 354, 250])
        #expect(conversation.stored.count == 1)
        #expect(conversation.events == ["close"])
    }

    @Test func `a hang goes on as usual when released`() {
        var conversation = Self.conversation(ScriptRule(at: .rcpt, .nth(1), do: .hang))
        #expect(codes(conversation.say("EHLO c\r\n\(transaction)")) == [250, 250])
        #expect(conversation.events == ["hang"])
        #expect(codes(conversation.resume()) == [250, 354, 250])
        #expect(conversation.resume() == "")
        #expect(conversation.stored.count == 1)
    }

    @Test func `a slow reply holds up the next until it has left`() {
        var conversation = Self.conversation(ScriptRule(at: .mail, .nth(1), do: .slow(.seconds(1))))
        #expect(codes(conversation.say("EHLO c\r\n\(transaction)")) == [250, 250])
        #expect(conversation.events == ["slow 1.0 seconds"])
        #expect(codes(conversation.resume()) == [250, 354, 250])
    }

    @Test func `garbage and overlong lines leave as they are`() {
        var garbage = Self.conversation(ScriptRule(at: .mail, do: .raw(Array("&%$\r\n".utf8))))
        #expect(garbage.say("EHLO c\r\nMAIL FROM:<a@example.be>\r\n").hasSuffix("&%$\r\n"))
        var overlong = Self.conversation(ScriptRule(at: .mail, do: .overlongLine(2_000)))
        #expect(overlong.say("EHLO c\r\nMAIL FROM:<a@example.be>\r\n").hasSuffix(String(repeating: "x", count: 2_000) + "\r\n"))
    }

    @Test func `DATA may answer 354 without a recipient, and a positive reply to the lone dot stores nothing`() {
        var conversation = Self.conversation(
            ScriptRule(at: .rcpt, do: .reply(550, "5.1.1", "No such user")), ScriptRule(at: .data, do: .reply(354, nil, "Go on")),
            ScriptRule(at: .finalDot, do: .reply(250, nil, "Thank you")))
        let group = "EHLO c\r\nMAIL FROM:<a@example.be>\r\nRCPT TO:<b@example.be>\r\nDATA\r\n"
        #expect(codes(conversation.say(group) + conversation.say(".\r\n")) == [250, 250, 550, 354, 250])
        #expect(conversation.stored.isEmpty)
    }

    @Test func `a positive reply changes only the words`() {
        var conversation = Self.conversation(ScriptRule(at: .finalDot, do: .reply(250, "2.6.0", "first", "second")))
        #expect(conversation.say("EHLO c\r\n\(transaction)").hasSuffix("250-2.6.0 first\r\n250 2.6.0 second\r\n"))
        #expect(conversation.stored.count == 1)
    }

    @Test func `421 closes, also when nobody asked`() {
        var conversation = Self.conversation(ScriptRule(at: .idle, .nth(2), do: .reply(421, "4.3.2", "Going down")))
        #expect(codes(conversation.say("EHLO c\r\n\(transaction)\(transaction)")) == [250, 250, 250, 354, 250, 250, 250, 354, 250, 421])
        #expect(conversation.events == ["close"])
    }

    @Test func `after a refused greeting only QUIT is taken`() {
        var settings = SessionSettings()
        settings.script = RelayScript([ScriptRule(at: .greeting, do: .reply(554, nil, "No"))])
        var conversation = Conversation(settings)
        #expect(codes(conversation.say("EHLO c\r\nQUIT\r\n")) == [503, 221])
    }

    @Test func `rules match recipient and occurrence`() {
        var conversation = Self.conversation(
            ScriptRule(at: .rcpt, recipient: "bad@example.be", do: .reply(550, "5.1.1", "No")),
            ScriptRule(at: .rcpt, .nth(2), do: .reply(451, "4.3.0", "Later")))
        conversation.say("EHLO c\r\nMAIL FROM:<a@example.be>\r\n")
        let recipients = ["bad", "b", "bad"].map { "RCPT TO:<\($0)@example.be>\r\n" }.joined()
        #expect(codes(conversation.say(recipients)) == [550, 451, 550])
    }

    static let occurrences: [(ScriptRule.Occurrence, [Bool])] = [
        (.every, [true, true, true]), (.nth(2), [false, true, false]), (.first(2), [true, true, false]), (.from(2), [false, true, true]),
    ]

    @Test(arguments: occurrences)
    func `occurrences choose visits`(_ row: (ScriptRule.Occurrence, [Bool])) {
        #expect((1...3).map(row.0.includes) == row.1)
    }

    @Test func `broken pipelining drops or forgets what came together`() {
        var dropping = Self.conversation(pipeliningFault: .drop)
        #expect(codes(dropping.say("EHLO c\r\n")) == [250])
        #expect(dropping.say("MAIL FROM:<a@example.be>\r\nRCPT TO:<b@example.be>\r\n") == "")
        #expect(dropping.events == ["close"])
        var forgetting = Self.conversation(pipeliningFault: .discard)
        forgetting.say("EHLO c\r\n")
        #expect(codes(forgetting.say("MAIL FROM:<a@example.be>\r\nRCPT TO:<b@example.be>\r\n")) == [250])
        #expect(codes(forgetting.say("RCPT TO:<b@example.be>\r\n")) == [250])
    }

    @Test(arguments: [SMTPExtension.pipelining, .size, .eightBitMIME, .smtpUTF8, .enhancedStatusCodes, .dsn])
    func `an extension can be withheld`(_ withheld: SMTPExtension) {
        var settings = SessionSettings()
        settings.script = RelayScript(withheld: [withheld])
        var conversation = Conversation(settings)
        #expect(!conversation.say("EHLO c\r\n").contains(withheld.rawValue))
        #expect(conversation.say("RSET\r\n") == (withheld == .enhancedStatusCodes ? "250 Ok\r\n" : "250 2.0.0 Ok\r\n"))
    }

    @Test func `visits are counted and awaited`() async {
        let script = RelayScript()
        var settings = SessionSettings()
        settings.script = script
        var conversation = Conversation(settings)
        conversation.say("EHLO c\r\n\(transaction)")
        #expect(script.visits(.mail) == 1)
        #expect(await script.wait(for: .finalDot))
        #expect(await !script.wait(for: .quit, timeout: .milliseconds(1)))
    }
}
