import Inbox
import Mail
import Queue
import TestKit
import Testing

extension RelayFaultMatrix {
    /// Lost after the final dot: SMTP cannot tell (RFC 1047). A duplicate may happen here and nowhere else.
    @Suite struct InDoubtTests {
        static let losses: [(name: String, step: ScriptStep, copies: Int)] = [
            ("not accepted", .drop, 0), ("accepted", .acceptThenDrop, 2),
        ]

        @Test(arguments: losses)
        func `final dot: dropped twice, in doubt for good`(_ loss: (name: String, step: ScriptStep, copies: Int)) async throws {
            let script = RelayScript([ScriptRule(at: .finalDot, recipient: ScenarioMessage.address(ScenarioMessage.victim), do: loss.step)])
            try await MisbehavingRelay.with(script) { relay in
                let bench = try ScenarioBench([.scenario(relay.port)], holdsPauses: true)
                try await bench.run {
                    let id = try await bench.enqueue([ScenarioMessage.victim])[0]
                    #expect(try await bench.settled(id).reason == .resendAfterDoubt)
                    bench.clock.goOn(after: .seconds(13))
                    #expect(try await bench.comes(id, to: .inDoubt))
                    let message = try await bench.message(id)
                    #expect(message.reason == .lostAfterFinalDot)
                    #expect(message.attempt == 2)
                    #expect(message.attempts.map(\.outcome) == ["in_doubt", "in_doubt"])
                    #expect(relay.copies(of: id) == loss.copies)
                }
            }
        }

        @Test func `final dot: a relay that loses every message is given up, and each goes once more through another`() async throws {
            try await MisbehavingRelay.with(RelayScript([ScriptRule(at: .finalDot, do: .drop)])) { first in
                try await MisbehavingRelay.with { second in
                    let bench = try ScenarioBench(
                        [.scenario(first.port), .scenario(second.port, name: "second", priority: 2)], holdsPauses: true)
                    try await bench.run {
                        let ids = try await bench.enqueue((0..<40).map { "citizen-\($0)" })
                        // Three in a row mean the relay; each of its four connections may have one more at its dot by then.
                        #expect(try await bench.nothingMoves())
                        let inDoubt = try await bench.messages(in: .queued)
                        #expect((3...8).contains(inDoubt.count))
                        #expect(inDoubt.allSatisfy { $0.reason == .resendAfterDoubt && $0.attempt == 1 })
                        bench.clock.goOn(after: .seconds(13))
                        first.script.clear()
                        #expect(try await bench.come(40, to: .accepted))
                        #expect(ids.allSatisfy { first.copies(of: $0) + second.copies(of: $0) == 1 })
                    }
                }
            }
        }

        @Test func `body: a relay that reads no further runs into the deadline, and the message is not in doubt`() async throws {
            let relay = try #require(ScriptedRelay { $0.subject == .body ? .deaf : .usual })
            defer { relay.stop() }
            let bench = try ScenarioBench([.scenario(relay.port)], holdsPauses: true)
            try await bench.run {
                let id = try await bench.enqueue([ScenarioMessage.largeVictim])[0]
                let message = try await bench.settled(id)
                #expect(message.state == .queued)
                #expect(message.reason == .relayTimedOut)
                #expect(message.attempts.first?.stage == .body)
                #expect(message.attempt == 0)
            }
            #expect(relay.messages.isEmpty)
        }
    }
}
