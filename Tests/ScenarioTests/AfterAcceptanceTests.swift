import Delivery
import Inbox
import Mail
import Queue
import Testing

extension RelayFaultMatrix {
    /// After 250, idle, QUIT: what the relay does to the connection then is nothing to the messages.
    @Suite struct AfterAcceptanceTests {
        /// What happens to a connection once its message was accepted.
        struct Parting: Sendable, CustomTestStringConvertible {
            let testDescription: String
            let step: ScriptStep

            static let closing = [
                Parting(testDescription: "421", step: .reply(421, "4.3.2", "Closing")), Parting(testDescription: "drop", step: .drop),
                Parting(testDescription: "reset", step: .reset),
            ]
            static let saying = [
                Parting(testDescription: "250 unasked", step: .raw(Array("250 2.0.0 Again\r\n".utf8))),
                Parting(testDescription: "garbage", step: .garbage),
            ]
            static let quit = [
                Parting(testDescription: "5yz", step: .reply(554, "5.3.0", "No")), Parting(testDescription: "drop", step: .drop),
                Parting(testDescription: "reset", step: .reset), Parting(testDescription: "hang", step: .hang),
                Parting(testDescription: "one byte per second", step: .slow(.seconds(1))),
                Parting(testDescription: "garbage", step: .garbage),
            ]
        }

        @Test(arguments: Parting.closing + Parting.saying, Dialogue.allCases)
        func `idle: the next message takes a fresh connection`(parting: Parting, dialogue: Dialogue) async throws {
            let script = RelayScript([ScriptRule(at: .idle, do: parting.step)], withheld: dialogue.withheld)
            try await MisbehavingRelay.with(script) { relay in
                let bench = try ScenarioBench([.scenario(relay.port, connections: 1)])
                try await bench.run {
                    for number in 1...3 {
                        let id = try await bench.enqueue(["citizen-\(number)"])[0]
                        #expect(try await bench.comes(id, to: .accepted))
                        #expect(await relay.script.wait(for: .idle, visits: number))
                    }
                    try await expectAcceptedOnce(3, bench, relay)
                    #expect(relay.connections == 3)
                }
            }
        }

        @Test(arguments: Parting.closing, Dialogue.allCases)
        func `after 250: messages under way go on, on a fresh connection`(parting: Parting, dialogue: Dialogue) async throws {
            let script = RelayScript([ScriptRule(at: .idle, do: parting.step)], withheld: dialogue.withheld)
            try await MisbehavingRelay.with(script) { relay in
                let bench = try ScenarioBench([.scenario(relay.port)], holdsPauses: true)
                try await bench.run {
                    _ = try await bench.enqueue((0..<40).map { "citizen-\($0)" })
                    #expect(try await bench.come(40, to: .accepted))
                    try await expectAcceptedOnce(40, bench, relay)
                }
            }
        }

        @Test(arguments: Parting.saying, Dialogue.allCases)
        func `after 250: a relay out of step loses and doubles nothing`(parting: Parting, dialogue: Dialogue) async throws {
            let script = RelayScript([ScriptRule(at: .idle, do: parting.step)], withheld: dialogue.withheld)
            try await MisbehavingRelay.with(script) { first in
                try await MisbehavingRelay.with { second in
                    let bench = try ScenarioBench([.scenario(first.port), .scenario(second.port, name: "second", priority: 2)])
                    try await bench.run {
                        let ids = try await bench.enqueue((0..<40).map { "citizen-\($0)" })
                        #expect(try await bench.come(40, to: .accepted))
                        #expect(ids.allSatisfy { first.copies(of: $0) + second.copies(of: $0) == 1 })
                        #expect(try await bench.messages(ids).allSatisfy { $0.attempt == 1 })
                    }
                }
            }
        }

        @Test(arguments: Parting.quit, Dialogue.allCases)
        func `QUIT: nobody waits for its answer`(parting: Parting, dialogue: Dialogue) async throws {
            let script = RelayScript([ScriptRule(at: .quit, do: parting.step)], withheld: dialogue.withheld)
            try await MisbehavingRelay.with(script) { relay in
                let bench = try ScenarioBench([.scenario(relay.port, messages: 1)])
                try await bench.run {
                    _ = try await bench.enqueue((0..<40).map { "citizen-\($0)" })
                    #expect(try await bench.come(40, to: .accepted))
                    #expect(await relay.script.wait(for: .quit))
                    try await expectAcceptedOnce(40, bench, relay)
                }
            }
        }

        private func expectAcceptedOnce(_ count: Int, _ bench: ScenarioBench, _ relay: MisbehavingRelay) async throws {
            let messages = try await bench.messages(try await bench.messages(in: .accepted).map(\.id))
            #expect(messages.count == count)
            #expect(messages.allSatisfy { $0.attempts.count == 1 && relay.copies(of: $0.id) == 1 })
            let slowest = try #require(messages.compactMap { message in message.finished.map { $0 - message.issued } }.max())
            #expect(slowest < RelayFaultMatrix.patience)
            #expect(bench.pool.status().allSatisfy { $0.breaker == .closed && $0.reason == nil })
        }
    }
}
