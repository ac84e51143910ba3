import Mail
import Queue
import TestKit
import Testing

extension RelayFaultMatrix {
    /// A backlog for one domain while an operator has paused it, over the real store.
    @Suite struct PausedDomainTests {
        private static let paused = "paused.example"

        @Test func `A paused domain's backlog delays nobody behind it and comes out whole when it is resumed`() async throws {
            try await MisbehavingRelay.with { relay in
                let bench = try ScenarioBench([.scenario(relay.port)])
                try await bench.run {
                    try await bench.setPaused(true, .domain(Self.paused))
                    let backlog = try await bench.enqueue((0..<800).map { "waiting-\($0)" }, domain: Self.paused)
                    let others = try await bench.enqueue((0..<50).map { "innocent-\($0)" })
                    #expect(try await bench.come(50, to: .accepted))
                    #expect(try await eventually { try await bench.heldCodes() == backlog.count })
                    #expect(try await bench.messages(in: .held).allSatisfy { $0.reason == .paused && $0.attempt == 0 })
                    #expect(Set(relay.copies.keys) == Set(others.map(\.description)))
                    try await bench.setPaused(false, .domain(Self.paused))
                    #expect(try await eventually { try await bench.messages(backlog).allSatisfy { $0.state == .accepted } })
                    let copies = relay.copies
                    #expect((backlog + others).allSatisfy { copies[$0.description] == 1 })
                }
            }
        }
    }
}
