import Inbox
import Mail
import Queue
import Testing

extension RelayFaultMatrix {
    /// Greylisting (RFC 6647) is answered by patience: the same relay, the same envelope, after a minute and then after five.
    @Suite struct GreylistingTests {
        struct Greylisting: Sendable, CustomTestStringConvertible {
            let testDescription: String
            let stage: ScriptStage
            let step: ScriptStep

            static let all = [
                Greylisting(testDescription: "450 4.7.1 at RCPT", stage: .rcpt, step: .reply(450, "4.7.1", "Come again")),
                Greylisting(testDescription: "451 4.7.1 at RCPT", stage: .rcpt, step: .reply(451, "4.7.1", "Come again")),
                Greylisting(testDescription: "words alone", stage: .rcpt, step: .reply(451, nil, "Greylisted, see you in five minutes")),
                Greylisting(testDescription: "450 4.7.1 at DATA", stage: .data, step: .reply(450, "4.7.1", "Come again")),
            ]
        }

        @Test(arguments: Greylisting.all, Dialogue.allCases)
        func `A greylisted recipient waits alone`(greylisting: Greylisting, dialogue: Dialogue) async throws {
            let rule = ScriptRule(
                at: greylisting.stage, .first(2), recipient: ScenarioMessage.address(ScenarioMessage.victim), do: greylisting.step)
            try await MisbehavingRelay.with(RelayScript([rule], withheld: dialogue.withheld)) { relay in
                try await MisbehavingRelay.with { other in
                    let bench = try ScenarioBench(
                        [.scenario(relay.port), .scenario(other.port, name: "second", priority: 2)], holdsPauses: true)
                    try await bench.run {
                        let ids = try await bench.enqueue([ScenarioMessage.victim] + (0..<100).map { "innocent-\($0)" })
                        #expect(try await bench.come(100, to: .accepted))
                        try await expectInTime(bench)
                        try await expectWait(ids[0], bench, attempt: 1, .seconds(60)...(.milliseconds(93_750)))
                        bench.clock.goOn(after: .milliseconds(93_750))
                        try await expectWait(ids[0], bench, attempt: 2, .seconds(192)...(.seconds(300)))
                        bench.clock.goOn(after: .seconds(300))
                        #expect(try await bench.comes(ids[0], to: .accepted))
                        #expect(try await bench.message(ids[0]).attempt == 3)
                        #expect(ids.allSatisfy { relay.copies(of: $0) == 1 })
                        #expect(relay.reversePaths.count == 1)
                        #expect(other.connections == 0)
                    }
                }
            }
        }

        private func expectInTime(_ bench: ScenarioBench) async throws {
            let waits = try await bench.messages(in: .accepted).compactMap { message in message.finished.map { $0 - message.issued } }
            #expect(try #require(waits.max()) < RelayFaultMatrix.patience)
        }

        private func expectWait(_ id: QueueID, _ bench: ScenarioBench, attempt: Int, _ wait: ClosedRange<Duration>) async throws {
            let message = try await bench.settled(id, attempts: attempt)
            let last = try #require(message.attempts.last)
            #expect(message.state == .queued)
            #expect(message.reason == .greylisted)
            #expect(message.attempt == attempt)
            #expect(wait.contains(message.due - last.at))
        }
    }
}
