import Mail
import Queue
import TestKit
import Testing

@testable import Delivery

/// Mails of our own that show whether a relay and a lane go on.
@Suite(.serialized) struct CanaryTests {
    private static let address = "canary@example.be"

    private static func bench(_ first: ScriptedRelay, _ second: ScriptedRelay) throws -> LineUnderTest {
        try LineUnderTest([
            LineUnderTest.relay(first.port, name: "first", connections: 2),
            LineUnderTest.relay(second.port, name: "second", connections: 2, priority: 2),
        ])
    }

    @Test func `Each relay gets one through each lane, also the one that is asked second`() async throws {
        let (first, second) = (try #require(ScriptedRelay()), try #require(ScriptedRelay()))
        defer { first.stop(); second.stop() }
        let bench = try Self.bench(first, second)
        try await bench.run {
            try await bench.line.sendCanaries(to: try EmailAddress(Self.address))
            #expect(await eventually { bench.store.count(.accepted) == 6 })
            #expect(first.messages.count == 3 && second.messages.count == 3)
            #expect(
                bench.pool.status().allSatisfy {
                    $0.canaries == [.code: bench.clock.now, .link: bench.clock.now, .notice: bench.clock.now]
                })
        }
    }

    @Test(arguments: ["450 4.2.1 later\r\n", "451 4.7.1 greylisted\r\n", "550 5.1.1 nobody\r\n"])
    func `It is tried once, whatever the relay says, and is no acceptance`(reply: String) async throws {
        let (first, second) = (try #require(ScriptedRelay { $0.verb == "RCPT" ? .say(reply) : .usual }), try #require(ScriptedRelay()))
        defer { first.stop(); second.stop() }
        let bench = try Self.bench(first, second)
        try await bench.run {
            try await bench.line.sendCanaries(to: try EmailAddress(Self.address))
            #expect(await eventually { bench.store.count(.rejected) == 3 && bench.store.count(.accepted) == 3 })
            #expect(second.messages.count == 3)
            #expect(bench.pool.status().map { $0.canaries.count } == [0, 3])
        }
    }

    @Test func `In doubt it is not sent again`() async throws {
        let (first, second) = (
            try #require(ScriptedRelay { event in if case .message = event.subject { .close } else { .usual } }),
            try #require(ScriptedRelay())
        )
        defer { first.stop(); second.stop() }
        let bench = try Self.bench(first, second)
        try await bench.run {
            try await bench.line.sendCanaries(to: try EmailAddress(Self.address))
            #expect(await eventually { bench.store.count(.inDoubt) >= 1 })
            #expect(await eventually { bench.store.count(.queued) + bench.store.count(.leased) == 0 })
        }
        #expect(bench.store.settlements.allSatisfy { if case .finished = $0.next { true } else { false } })
    }

    @Test func `One that comes to another relay than its own is not submitted`() async throws {
        let (first, second) = (try #require(ScriptedRelay()), try #require(ScriptedRelay()))
        defer { first.stop(); second.stop() }
        let bench = try Self.bench(first, second)
        try await bench.run {
            // As after a restart: nobody remembers which relay it was for.
            let id = QueueID(at: bench.clock.now, random: SeededRandom(seed: 3))
            let entry = try CanaryMail.entry(
                relay: "second", lane: .code, to: EmailAddress(Self.address), id: id, seal: OpenSeal(), now: bench.clock.now)
            try await bench.store.enqueue([entry])
            #expect(await bench.comes(id, to: .cancelled))
            #expect(bench.store.record(id)?.reason == .relayUnavailable)
        }
        #expect(first.messages.isEmpty && second.messages.isEmpty)
    }

    @Test func `A relay that is away, and a lane that is paused, get none`() async throws {
        let relay = try #require(ScriptedRelay())
        defer { relay.stop() }
        let bench = try LineUnderTest([LineUnderTest.relay(relay.port, name: "first"), LineUnderTest.relay(1, name: "away")])
        try await bench.run {
            _ = bench.pool.failed(1, .connectFailed)
            try await bench.line.pauses.setPaused(true, .lane(.notice))
            #expect(bench.line.pausedLanes == [.notice])
            try await bench.line.sendCanaries(to: try EmailAddress(Self.address))
            #expect(await eventually { bench.store.count(.accepted) == 2 })
            #expect(bench.store.records.map(\.entry.lane) == [.code, .link])
        }
    }

    @Test func `It is for a relay, of no municipality, and lives longer where a backlog may be right`() throws {
        let entry = try CanaryMail.entry(
            relay: "first", lane: .link, to: EmailAddress(Self.address), id: QueueID(high: 1, low: 1), seal: OpenSeal(),
            now: ManualClock().now)
        #expect(CanaryMail.relay(of: try OpenSeal().content(of: entry)) == "first")
        #expect(entry.isCanary && entry.lane == .link && entry.municipality == nil && entry.expires - entry.issued == .seconds(900))
    }
}
