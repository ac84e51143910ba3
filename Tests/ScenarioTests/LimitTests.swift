import Delivery
import Mail
import Queue
import Synchronization
import TestKit
import Testing

extension RelayFaultMatrix {
    /// Rates and limits over real sockets and the real store: what is over them waits, and nobody behind it.
    @Suite struct LimitTests {
        private static let small = "small.example"

        @Test(arguments: [
            DomainLimit(domain: small, connections: nil, perMinute: 1), DomainLimit(domain: small, connections: 1, perMinute: 1),
        ])
        func `A hundred messages pass beside a domain at its limit, and more of it than memory takes`(limit: DomainLimit) async throws {
            try await MisbehavingRelay.with { relay in
                let bench = try ScenarioBench([.scenario(relay.port)], domains: [limit])
                try await bench.run {
                    let limited = try await bench.enqueue((0..<400).map { "limited-\($0)" }, domain: Self.small)
                    let others = try await bench.enqueue((0..<100).map { "innocent-\($0)" })
                    // One of the limited ones is all that its first minute takes.
                    #expect(try await bench.come(101, to: .accepted))
                    let messages = try await bench.messages(others)
                    #expect(messages.allSatisfy { $0.state == .accepted && $0.attempts.count == 1 })
                    let waits = messages.compactMap { message in message.finished.map { $0 - message.issued } }
                    #expect(try #require(waits.max()) < RelayFaultMatrix.patience)
                    // What has no place in memory is in the queue again, due when it may be its turn and never after its last submission.
                    #expect(try await eventually { try await bench.messages(limited).count { $0.reason == .rateLimited } >= 143 })
                    let back = try await bench.messages(limited).filter { $0.reason == .rateLimited }
                    #expect(back.allSatisfy { $0.state == .queued && $0.attempt == 0 && $0.due <= $0.expires - .seconds(60) })
                    #expect(limited.count { relay.copies(of: $0) == 1 } == 1)
                    bench.clock.goOn(after: .seconds(60))
                    #expect(try await bench.come(102, to: .accepted))
                }
            }
        }

        @Test func `Over its rate a relay is left to wait, another one of its priority takes the rest`() async throws {
            try await MisbehavingRelay.with { slow in
                try await MisbehavingRelay.with { other in
                    let bench = try ScenarioBench([.scenario(slow.port, perMinute: 1), .scenario(other.port, name: "second")])
                    try await bench.run {
                        let ids = try await bench.enqueue((0..<100).map { "citizen-\($0)" })
                        #expect(try await bench.come(100, to: .accepted))
                        let waits = try await bench.messages(ids).compactMap { message in message.finished.map { $0 - message.issued } }
                        #expect(try #require(waits.max()) < RelayFaultMatrix.patience)
                        #expect(slow.copies.count <= 1 && slow.copies.count + other.copies.count == 100)
                    }
                }
            }
        }

        @Test func `A relay gets a second's share at once and then its rate`() async throws {
            try await MisbehavingRelay.with { relay in
                let bench = try ScenarioBench([.scenario(relay.port, perMinute: 600)])
                try await bench.run {
                    let began = bench.clock.monotonic
                    _ = try await bench.enqueue((0..<30).map { "citizen-\($0)" })
                    let isExceeded = Mutex(false)
                    let isDone = await eventually {
                        let count = relay.copies.count
                        let allowed = 10 + 10 * (bench.clock.monotonic - began).secondsAsDouble
                        if Double(count) > allowed { isExceeded.withLock { $0 = true } }
                        return count == 30
                    }
                    #expect(isDone && !isExceeded.withLock { $0 })
                    #expect(bench.clock.monotonic - began >= .seconds(2))
                }
            }
        }
    }
}
