import Inbox
import Mail
import Queue
import Testing

@testable import Delivery

extension RelayFaultMatrix {
    /// PIPELINING advertised but broken: the plain dialogue is tried, and nobody is refused or submitted twice over it.
    @Suite struct PipeliningTests {
        @Test(arguments: [PipeliningFault.drop, .discard], [1, 4])
        func `EHLO: PIPELINING that breaks costs one retry on a fresh connection`(fault: PipeliningFault, connections: Int) async throws {
            try await MisbehavingRelay.with(RelayScript(pipeliningFault: fault)) { relay in
                let bench = try ScenarioBench([.scenario(relay.port, connections: connections)])
                try await bench.run {
                    let ids = try await bench.enqueue((0..<40).map { "citizen-\($0)" })
                    #expect(try await bench.come(40, to: .accepted))
                    let messages = try await bench.messages(ids)
                    #expect(messages.allSatisfy { $0.attempts.count == 1 })
                    // One deadline of a command, and no breaker's five seconds.
                    let slowest = try #require(messages.compactMap { message in message.finished.map { $0 - message.issued } }.max())
                    #expect(slowest < .seconds(4))
                    #expect(ids.allSatisfy { relay.copies(of: $0) == 1 })
                    #expect(!bench.pool.pipelines(0))
                }
            }
        }

        @Test func `RCPT refused and DATA answered with 354: the lone dot's 250 is not believed`() async throws {
            let victim = ScenarioMessage.address(ScenarioMessage.victim)
            let script = RelayScript([
                ScriptRule(at: .rcpt, recipient: victim, do: .reply(550, "5.1.1", "Unknown")),
                // The first transaction: nobody else is on its way yet.
                ScriptRule(at: .data, .nth(1), do: .reply(354, nil, "Go on")),
                ScriptRule(at: .finalDot, .nth(1), do: .reply(250, "2.0.0", "Thank you")),
            ])
            try await MisbehavingRelay.with(script) { relay in
                let bench = try ScenarioBench([.scenario(relay.port, connections: 1)])
                try await bench.run {
                    let refused = try await bench.enqueue([ScenarioMessage.victim])[0]
                    #expect(try await bench.comes(refused, to: .rejected))
                    #expect(try await bench.message(refused).reason == .recipientUnknown)
                    let others = try await bench.enqueue((0..<20).map { "innocent-\($0)" })
                    #expect(try await bench.come(20, to: .accepted))
                    #expect(others.allSatisfy { relay.copies(of: $0) == 1 })
                    #expect(relay.copies(of: refused) == 0)
                }
            }
        }
    }
}
