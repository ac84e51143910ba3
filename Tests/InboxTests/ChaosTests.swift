import Mail
import TestKit
import Testing

@testable import Inbox

@Suite struct ChaosTests {
    @Test func `Mailpit's file is read, with more stages`() throws {
        let settings = try ChaosSettings(
            json: Array(
                """
                {"Sender": {"ErrorCode": 450, "Probability": 10}, "recipient": {"Probability": 20}, "Authentication": {"Probability": 30},
                 "final_dot": {"ErrorCode": 554, "Probability": 100}, "Greeting": {"Probability": 1}, "Seed": 42}
                """.utf8))
        #expect(settings.seed == 42)
        #expect(
            settings.triggers == [
                .mail: .init(code: 450, probability: 10), .rcpt: .init(code: 451, probability: 20),
                .auth: .init(code: 535, probability: 30),
                .finalDot: .init(code: 554, probability: 100), .greeting: .init(code: 451, probability: 1),
            ])
    }

    static let faulty: [(String, String)] = [
        ("", "JSON"), ("[]", "JSON"), ("{\"Sender\": \"x\"}", "JSON"), ("{\"Body\": {\"Probability\": 1}}", "Body: unknown stage"),
        ("{\"Sender\": {\"ErrorCode\": 250, \"Probability\": 1}}", "Sender.ErrorCode"),
        ("{\"Data\": {\"Probability\": 101}}", "Data.Probability"), ("{\"Data\": {\"Probability\": -1}}", "Data.Probability"),
        ("{\"Seed\": -1}", "Seed"), ("{\"Ehlo\": 5}", "Ehlo: write"),
    ]

    @Test(arguments: faulty)
    func `a faulty file is refused with the field`(_ row: (String, String)) {
        #expect { try ChaosSettings(json: Array(row.0.utf8)) } throws: { "\($0)".contains(row.1) }
    }

    @Test func `certain refusal refuses, none does not`() {
        for (probability, expected) in [(100, [250, 250, 452]), (0, [250, 250, 250])] {
            var settings = SessionSettings()
            let triggers: [ScriptStage: ChaosSettings.Trigger] = [.rcpt: .init(code: 452, probability: probability)]
            settings.chaos = Chaos(ChaosSettings(triggers: triggers), random: SeededRandom(seed: 1))
            var conversation = Conversation(settings)
            #expect(codes(conversation.say("EHLO c\r\nMAIL FROM:<a@example.be>\r\nRCPT TO:<b@example.be>\r\n")) == expected)
        }
    }

    @Test func `a seed repeats the refusals, and they come about as often as asked`() {
        func refusals(seed: UInt64) -> [Bool] {
            let settings = ChaosSettings(triggers: [.mail: .init(code: 451, probability: 30)], seed: seed)
            let chaos = Chaos(settings, random: SeededRandom(seed: 99))
            return (0..<1_000).map { _ in chaos.reply(at: .mail) != nil }
        }
        #expect(refusals(seed: 5) == refusals(seed: 5))
        #expect(refusals(seed: 5) != refusals(seed: 6))
        #expect((250...350).contains(refusals(seed: 5).filter(\.self).count))
    }
}
