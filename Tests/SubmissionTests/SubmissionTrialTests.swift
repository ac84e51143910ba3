import Mail
import Submission
import TestKit
import Testing

/// One message, command by command, against a scripted relay.
@Suite struct SubmissionTrialTests {
    private func run(_ relay: ScriptedRelay, message: String = "Subject: a\r\n\r\n.b\r\n") throws -> SubmissionTrial {
        var deadlines = StageDeadlines()
        (deadlines.connect, deadlines.session, deadlines.command) = (.seconds(2), .seconds(2), .milliseconds(300))
        (deadlines.finalDot, deadlines.rset) = (.milliseconds(300), .milliseconds(300))
        let configuration = RelayConfiguration(
            name: "test", host: "127.0.0.1", port: relay.port, tls: .none, ehloName: "send.example.be", deadlines: deadlines)
        let envelope = Envelope(
            reversePath: try EmailAddress("b@bounce.example.be"), forwardPath: try EmailAddress("jan@example.be"), identifier: "i")
        return SubmissionTrial.run(
            Transaction(envelope: envelope, message: Array(message.utf8)), over: configuration, clock: SteadyClock())
    }

    @Test func `each stage has its reply`() throws {
        let relay = try #require(ScriptedRelay())
        defer { relay.stop() }
        let trial = try run(relay)
        #expect(trial.steps.map(\.stage) == [.greeting, .ehlo, .mail, .rcpt, .data, .finalDot, .quit])
        #expect(trial.steps.allSatisfy { $0.reply != nil })
        #expect(Outcome(classifying: trial.result).disposition == .accepted && trial.detail == nil)
        let messages = relay.events.compactMap { event -> [UInt8]? in
            if case .message(let octets) = event.subject { octets } else { nil }
        }
        #expect(messages.map { String(decoding: $0, as: UTF8.self).hasPrefix("Subject: a\r\n\r\n..b\r\n") } == [true])
    }

    @Test(arguments: [("MAIL", SubmissionStage.mail), ("RCPT", .rcpt), ("DATA", .data)])
    func `a refusal ends it, and QUIT is said`(verb: String, stage: SubmissionStage) throws {
        let relay = try #require(
            ScriptedRelay { event in event.verb == verb ? .say("550 5.7.1 not for us\r\n") : .usual })
        defer { relay.stop() }
        let trial = try run(relay)
        #expect(trial.result.stage == stage && trial.result.reply?.text == "not for us")
        #expect(trial.steps.suffix(2).map(\.stage) == [stage, .quit])
        #expect(!relay.events.contains { if case .message = $0.subject { true } else { false } })
    }

    @Test func `a refused message and a lost connection are told apart`() throws {
        let refusing = try #require(
            ScriptedRelay { event in
                if case .message = event.subject { .say("554 5.6.0 no\r\n") } else { .usual }
            })
        defer { refusing.stop() }
        let refused = try run(refusing)
        #expect(refused.result.reply?.code.rawValue == 554 && refused.result.stage == .finalDot)
        let closing = try #require(ScriptedRelay { event in event.verb == "RCPT" ? .close : .usual })
        defer { closing.stop() }
        let lost = try run(closing)
        #expect(lost.result == .fault(.connectionLost, at: .rcpt))
        #expect(lost.steps.last?.stage == .rcpt && lost.steps.last?.reply == nil)
    }

    @Test func `a relay that says nothing runs into the deadline, and one that refuses is told with its reply`() throws {
        let silent = try #require(ScriptedRelay { event in event.verb == "DATA" ? .hang : .usual })
        defer { silent.stop() }
        #expect(try run(silent).result == .fault(.timedOut, at: .data))
        let busy = try #require(ScriptedRelay { event in event.subject == .connected ? .sayAndClose("554 5.3.2 no\r\n") : .usual })
        defer { busy.stop() }
        let refused = try run(busy)
        #expect(refused.result.stage == .greeting && refused.steps.count == 1 && refused.detail != nil)
    }
}
