import Mail
import Submission
import TestKit
import Testing

/// RFC 5321 §3.3, RFC 2920: the dialogue as scenarios, plain and pipelined.
@Suite struct SubmissionDialogueTests {
    @Test func `Plain: one command at a time, then the content, then accepted`() throws {
        var driver = DialogueDriver(pipelining: false)
        driver.begin(try transaction())
        #expect(driver.written == ["MAIL FROM:<no-reply@send.example.be>\r\n"])
        try driver.hear("250 2.1.0 ok\r\n")
        #expect(driver.written.last == "RCPT TO:<jan@example.be>\r\n")
        try driver.hear("250 2.1.5 ok\r\n")
        #expect(driver.written.last == "DATA\r\n")
        try driver.hear("354 go on\r\n")
        #expect(driver.written.last == "Subject: x\r\n\r\nhello\r\n.\r\n")
        #expect(driver.results.isEmpty)
        try driver.hear("250 2.0.0 queued as 7A\r\n")
        #expect(driver.results == [.reply(try reply(250, "2.0.0 queued as 7A"), at: .finalDot)])
        #expect(driver.lastStep == .idle)
        #expect(driver.dialogue.inFlight == 0)
    }

    @Test func `Pipelined: the envelope in one write, the next envelope behind the dot`() throws {
        var driver = DialogueDriver(pipelining: true)
        driver.following = [try transaction("piet")]
        driver.begin(try transaction())
        #expect(driver.written == ["MAIL FROM:<no-reply@send.example.be>\r\nRCPT TO:<jan@example.be>\r\nDATA\r\n"])
        try driver.hear("250 ok\r\n250 ok\r\n354 go on\r\n")
        #expect(
            driver.written.last
                == "Subject: x\r\n\r\nhello\r\n.\r\nMAIL FROM:<no-reply@send.example.be>\r\nRCPT TO:<piet@example.be>\r\nDATA\r\n")
        #expect(driver.dialogue.inFlight == 2)
        try driver.hear("250 first\r\n250 ok\r\n250 ok\r\n354 go on\r\n")
        try driver.hear("250 second\r\n")
        #expect(driver.results == [.reply(try reply(250, "first"), at: .finalDot), .reply(try reply(250, "second"), at: .finalDot)])
        #expect(driver.lastStep == .idle)
    }

    struct Refusal: CustomTestStringConvertible, Sendable {
        let stage: SubmissionStage
        let code: Int
        let pipelining: Bool
        var testDescription: String { "\(code) at \(stage.rawValue), \(pipelining ? "pipelined" : "plain")" }

        static let all = [SubmissionStage.mail, .rcpt, .data, .finalDot].flatMap { stage in
            [450, 550].flatMap { code in [false, true].map { Refusal(stage: stage, code: code, pipelining: $0) } }
        }
    }

    @Test(arguments: Refusal.all)
    func `A refusal is this message's result, and the next one goes through`(refusal: Refusal) throws {
        var driver = DialogueDriver(pipelining: refusal.pipelining)
        driver.begin(try transaction())
        try answer(&driver, refusing: refusal)
        #expect(driver.results == [.reply(try reply(refusal.code, "no"), at: refusal.stage)])
        #expect(driver.lastStep == .idle)
        #expect(!driver.dialogue.isBroken)

        let before = driver.written.count
        driver.begin(try transaction("piet"))
        let octets = driver.written[before...].joined()
        // After the final dot the transaction is over by itself; before it, RSET ends it.
        #expect(octets.hasPrefix("RSET\r\n") == (refusal.stage != .finalDot))
        if refusal.stage != .finalDot { try driver.hear("250 reset\r\n") }
        try driver.hear("250 ok\r\n")
        try driver.hear("250 ok\r\n")
        try driver.hear("354 go\r\n")
        try driver.hear("250 yes\r\n")
        #expect(driver.results.last == .reply(try reply(250, "yes"), at: .finalDot))
        #expect(driver.results.count == 2)
    }

    /// Answers as a relay that refuses at one stage does: pipelined, all later commands get 503.
    private func answer(_ driver: inout DialogueDriver, refusing refusal: Refusal) throws {
        for stage in [SubmissionStage.mail, .rcpt, .data, .finalDot] {
            if stage == refusal.stage {
                try driver.hear("\(refusal.code) no\r\n")
                guard refusal.pipelining else { return }
                for _ in 0..<(stage == .mail ? 2 : stage == .rcpt ? 1 : 0) { try driver.hear("503 bad sequence\r\n") }
                return
            }
            try driver.hear(stage == .data ? "354 go\r\n" : "250 ok\r\n")
        }
    }

    @Test func `354 after a refused recipient gets a lone dot, and its 250 is not believed`() throws {
        var driver = DialogueDriver(pipelining: true)
        driver.begin(try transaction())
        try driver.hear("250 ok\r\n550 5.1.1 unknown\r\n354 go on\r\n")
        #expect(driver.written.last == ".\r\n")
        #expect(driver.results.isEmpty)
        try driver.hear("250 2.0.0 queued\r\n")
        #expect(driver.results == [.reply(try reply(550, "5.1.1 unknown"), at: .rcpt)])
        #expect(!driver.written.joined().contains("hello"))
    }

    struct Closing: CustomTestStringConvertible, Sendable {
        let stage: SubmissionStage
        let pipelining: Bool
        var testDescription: String { "\(stage.rawValue), \(pipelining ? "pipelined" : "plain")" }
        static let all = [SubmissionStage.mail, .rcpt, .data, .finalDot].flatMap { stage in
            [false, true].map { Closing(stage: stage, pipelining: $0) }
        }
    }

    /// RFC 5321 §3.8: a relay may say 421 to any command and close.
    @Test(arguments: Closing.all)
    func `421 ends the dialogue at every stage`(closing: Closing) throws {
        var driver = DialogueDriver(pipelining: closing.pipelining)
        driver.begin(try transaction())
        for stage in [SubmissionStage.mail, .rcpt, .data, .finalDot] {
            guard stage != closing.stage else { break }
            try driver.hear(stage == .data ? "354 go\r\n" : "250 ok\r\n")
        }
        try driver.hear("421 4.3.2 closing\r\n")
        #expect(driver.results == [.reply(try reply(421, "4.3.2 closing"), at: closing.stage)])
        #expect(driver.dialogue.isBroken)
        #expect(driver.lastStep == .idle)
    }

    @Test func `421 read after the dot settles the first, and the second was lost at MAIL`() throws {
        var driver = DialogueDriver(pipelining: true)
        driver.following = [try transaction("piet")]
        driver.begin(try transaction())
        try driver.hear("250 a\r\n250 b\r\n354 c\r\n")
        try driver.hear("421 closing\r\n")
        #expect(driver.results == [.reply(try reply(421, "closing"), at: .finalDot)])
        #expect(driver.dialogue.isBroken)
        #expect(driver.lose() == [.fault(.connectionLost, at: .mail)])
    }

    struct Loss: CustomTestStringConvertible, Sendable {
        let heard: [String]
        let pipelining: Bool
        let stage: SubmissionStage
        var testDescription: String { "\(stage.rawValue) after \(heard.count) replies, \(pipelining ? "pipelined" : "plain")" }
        static let all = [false, true].flatMap { pipelining in
            [
                Loss(heard: [], pipelining: pipelining, stage: .mail),
                Loss(heard: ["250 a\r\n"], pipelining: pipelining, stage: .rcpt),
                Loss(heard: ["250 a\r\n", "250 b\r\n"], pipelining: pipelining, stage: .data),
                Loss(heard: ["250 a\r\n", "250 b\r\n", "354 c\r\n"], pipelining: pipelining, stage: .finalDot),
                Loss(heard: ["250 a\r\n", "250 b\r\n", "354 c\r\n", "25"], pipelining: pipelining, stage: .finalDot),
            ]
        }
    }

    @Test(arguments: Loss.all, [TransportFault.connectionLost, .timedOut])
    func `A loss is told at its stage`(loss: Loss, fault: TransportFault) throws {
        var driver = DialogueDriver(pipelining: loss.pipelining)
        driver.begin(try transaction())
        for line in loss.heard { try driver.hear(line) }
        #expect(driver.dialogue.stage == loss.stage)
        #expect(driver.lose(fault) == [.fault(fault, at: loss.stage)])
        #expect(driver.lose(fault).isEmpty)
    }

    @Test func `A loss before the dot has left is at the body, so not in doubt`() throws {
        var driver = DialogueDriver(pipelining: true)
        driver.dotLeaves = false
        driver.following = [try transaction("piet")]
        driver.begin(try transaction())
        try driver.hear("250 a\r\n250 b\r\n354 c\r\n")
        #expect(driver.lose() == [.fault(.connectionLost, at: .body), .fault(.connectionLost, at: .mail)])
    }

    struct Early: CustomTestStringConvertible, Sendable {
        let line: String
        let isBelieved: Bool
        var testDescription: String { line }
        static let all = [
            Early(line: "552 5.3.4 too big", isBelieved: true), Early(line: "452 4.3.1 full", isBelieved: true),
            Early(line: "421 4.3.2 closing", isBelieved: true), Early(line: "250 2.0.0 queued", isBelieved: false),
            Early(line: "354 go on", isBelieved: false),
        ]
    }

    @Test(arguments: Early.all)
    func `In the middle of the body a refusal is believed, a yes is not`(early: Early) throws {
        var driver = DialogueDriver(pipelining: true)
        driver.dotLeaves = false
        driver.following = [try transaction("piet")]
        driver.begin(try transaction())
        try driver.hear("250 a\r\n250 b\r\n354 c\r\n")
        try driver.hear(early.line + "\r\n")
        let result = try #require(driver.results.first)
        #expect(result.stage == .body)
        #expect((result.reply?.code.description == String(early.line.prefix(3))) == early.isBelieved)
        if !early.isBelieved { #expect(result == .fault(.protocolViolation, at: .body)) }
        #expect(driver.dialogue.isBroken && driver.lose() == [.fault(.connectionLost, at: .mail)])
    }

    @Test(arguments: [false, true])
    func `3yz after the dot leaves the message in doubt and the session over`(pipelining: Bool) throws {
        var driver = DialogueDriver(pipelining: pipelining)
        driver.begin(try transaction())
        for line in ["250 a\r\n", "250 b\r\n", "354 c\r\n", "354 more\r\n"] { try driver.hear(line) }
        #expect(driver.results == [.reply(try reply(354, "more"), at: .finalDot)])
        #expect(Outcome(classifying: try #require(driver.results.first)).disposition == .inDoubt)
        #expect(driver.dialogue.isBroken)
    }

    @Test func `A loss after the dot leaves the first in doubt and the second at MAIL`() throws {
        var driver = DialogueDriver(pipelining: true)
        driver.following = [try transaction("piet")]
        driver.begin(try transaction())
        try driver.hear("250 a\r\n250 b\r\n354 c\r\n")
        #expect(driver.lose() == [.fault(.connectionLost, at: .finalDot), .fault(.connectionLost, at: .mail)])
    }

    @Test func `A loss after a refused recipient keeps the refusal`() throws {
        var driver = DialogueDriver(pipelining: true)
        driver.begin(try transaction())
        try driver.hear("250 a\r\n550 no\r\n")
        #expect(driver.lose() == [.reply(try reply(550, "no"), at: .rcpt)])
    }

    @Test(arguments: [false, true])
    func `2yz to DATA is out of step: the dialogue ends and the message is not accepted`(pipelining: Bool) throws {
        var driver = DialogueDriver(pipelining: pipelining)
        driver.begin(try transaction())
        for _ in 0..<3 { try driver.hear("250 ok\r\n") }
        #expect(driver.results == [.reply(try reply(250, "ok"), at: .data)])
        #expect(driver.dialogue.isBroken)
        #expect(Outcome(classifying: try #require(driver.results.first)).disposition == .relayBusy)
    }

    /// A reply that was there before the content left cannot be the one to the final dot.
    @Test(arguments: [false, true], ["250 2.0.0 queued\r\n", "25", "550 no\r\n", "421 closing\r\n"])
    func `What the relay says with the 354 is no answer to the dot`(pipelining: Bool, early: String) throws {
        var driver = DialogueDriver(pipelining: pipelining)
        driver.begin(try transaction())
        try driver.hear("250 ok\r\n")
        try driver.hear("250 ok\r\n")
        try driver.hear("354 go\r\n" + early)
        #expect(driver.results == [.fault(.protocolViolation, at: .data)])
        #expect(driver.dialogue.isBroken)
        #expect(!driver.written.joined().contains("hello"))
    }

    @Test func `What an idle relay says unasked is kept apart`() throws {
        var dialogue = SubmissionDialogue(capabilities: DialogueDriver.capabilities(["PIPELINING"]))
        #expect(dialogue.isQuiet)
        try dialogue.receive(Array("421 idle too long\r\n".utf8)[...])
        #expect(!dialogue.isQuiet)
        #expect(dialogue.unsolicited() == (try reply(421, "idle too long")))
        #expect(dialogue.unsolicited() == nil)
    }

    @Test(arguments: [false, true])
    func `RSET that is refused breaks the connection, not the message`(pipelining: Bool) throws {
        var driver = DialogueDriver(pipelining: pipelining)
        driver.begin(try transaction())
        try driver.hear("550 no\r\n")
        if pipelining { try driver.hear("503 a\r\n503 b\r\n") }
        driver.begin(try transaction("piet"))
        try driver.hear("502 what\r\n")
        #expect(driver.results.last == .reply(try reply(502, "what"), at: .rset))
        #expect(driver.dialogue.isBroken)
    }

    static let session = "250-2.1.0 ok\r\n250 2.1.0 done\r\n250 ok\r\n354 go\r\n"

    @Test(arguments: [false, true])
    func `Replies split at every octet mean the same`(pipelining: Bool) throws {
        var driver = DialogueDriver(pipelining: pipelining)
        driver.begin(try transaction())
        for character in Self.session + "250 2.0.0 yes\r\n" { try driver.hear(String(character)) }
        #expect(driver.results == [.reply(try reply(250, "2.0.0 yes"), at: .finalDot)])
    }

    @Test func `Garbage behind the answer to the dot leaves that answer standing`() throws {
        var driver = DialogueDriver(pipelining: true)
        driver.following = [try transaction("piet")]
        driver.begin(try transaction())
        for line in ["250 a\r\n", "250 b\r\n", "354 c\r\n"] { try driver.hear(line) }
        #expect(throws: TransportFault.protocolViolation) { try driver.hear("250 2.0.0 queued\r\nHTTP/1.1 200 OK\r\n") }
        #expect(driver.dialogue.next(at: driver.now) == .finished(.reply(try reply(250, "2.0.0 queued"), at: .finalDot)))
        #expect(driver.dialogue.next(at: driver.now).goesOn)
        #expect(driver.lose(.protocolViolation) == [.fault(.protocolViolation, at: .mail)])
    }

    @Test(arguments: [0, 1, 2, 3], [false, true])
    func `Garbage at any place is a violation`(after: Int, pipelining: Bool) throws {
        var driver = DialogueDriver(pipelining: pipelining)
        driver.begin(try transaction())
        for line in ["250 a\r\n", "250 b\r\n", "354 c\r\n"].prefix(after) { try driver.hear(line) }
        #expect(throws: TransportFault.protocolViolation) { try driver.hear("HTTP/1.1 200 OK\r\n") }
        #expect(driver.lose(.protocolViolation).count == 1)
    }

    /// No stream of replies crashes the dialogue, and each begun transaction comes to exactly one result.
    @Test(arguments: 0..<40)
    func `Random replies: one result for each message`(seed: Int) throws {
        var random = SeededRandom(seed: UInt64(seed))
        let replies = [
            "250 ok\r\n", "250 ok\r\n", "250 ok\r\n", "354 go\r\n", "354 go\r\n", "550 5.1.1 no\r\n", "450 later\r\n", "421 bye\r\n",
            "250-a\r\n250 b\r\n", "220 hi\r\n", "xyz\r\n", "599 what\r\n", "250", "\r\n",
        ]
        for round in 0..<50 {
            var driver = DialogueDriver(pipelining: round.isMultiple(of: 2))
            var begun = 0
            if round.isMultiple(of: 2) { driver.following = try (0..<3).map { try transaction("next\($0)") } }
            let offered = driver.following.count
            for _ in 0..<40 {
                if driver.dialogue.isBroken { break }
                if driver.dialogue.inFlight == 0 {
                    driver.begin(try transaction("first\(begun)"))
                    begun += 1
                }
                do throws(TransportFault) {
                    try driver.hear(replies.randomElement(using: &random) ?? "250 ok\r\n")
                } catch {
                    break
                }
            }
            begun += offered - driver.following.count
            let lost = driver.lose()
            #expect(driver.results.count + lost.count == begun, "seed \(seed), round \(round)")
        }
    }
}
