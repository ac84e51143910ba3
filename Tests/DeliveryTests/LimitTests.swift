import Mail
import Queue
import Submission
import Synchronization
import TestKit
import Testing

@testable import Delivery

/// Limits in the whole line, with a relay that thinks long about one domain.
@Suite(.serialized) struct LimitTests {
    private static let small = "small.example"

    @Test func `No more connections than it may have carry a domain that is slow, and the others carry everybody else`() async throws {
        let gate = Gate()
        let state = Mutex((slow: Set<Int>(), most: 0))
        let relay = try #require(
            ScriptedRelay(keywords: []) { event in
                if case .command(let line) = event.subject, line.hasPrefix("RCPT"), line.contains(Self.small) {
                    state.withLock {
                        $0.slow.insert(event.connection)
                        $0.most = max($0.most, $0.slow.count)
                    }
                }
                guard case .message = event.subject, state.withLock({ $0.slow.contains(event.connection) }) else { return .usual }
                gate.wait()
                state.withLock { _ = $0.slow.remove(event.connection) }
                return .usual
            })
        defer { relay.stop() }
        let bench = try LineUnderTest(
            [LineUnderTest.relay(relay.port, connections: 6)], domains: [DomainLimit(domain: Self.small, connections: 2, perMinute: nil)])
        try await bench.run {
            var limited: [QueueID] = []
            for _ in 0..<20 { limited.append(try await bench.enqueue(domain: Self.small)) }
            for number in 0..<100 { try await bench.enqueue(number.isMultiple(of: 2) ? KindTable.oneTimeCode : KindTable.activationLink) }
            #expect(await eventually { bench.store.count(.accepted) == 100 })
            #expect(limited.allSatisfy { bench.store.record($0)?.state == .leased })
            gate.open()
            #expect(await eventually { bench.store.count(.accepted) == 120 })
        }
        #expect(state.withLock { $0.most } == 2)
        #expect(bench.store.records.allSatisfy { relay.count(of: $0.entry.id) == 1 && $0.attempts.count == 1 })
    }

    @Test func `What waits for its domain beyond its life ends as expired and costs no token`() async throws {
        let relay = try #require(ScriptedRelay())
        defer { relay.stop() }
        let bench = try LineUnderTest(
            [LineUnderTest.relay(relay.port)], domains: [DomainLimit(domain: Self.small, connections: nil, perMinute: 1)])
        try await bench.run {
            let first = try await bench.enqueue(domain: Self.small)
            #expect(await bench.comes(first, to: .accepted))
            var codes: [QueueID] = []
            for _ in 0..<5 { codes.append(try await bench.enqueue(domain: Self.small, lifetime: .seconds(90))) }
            let link = try await bench.enqueue(KindTable.activationLink, domain: Self.small)
            let began = bench.clock.now
            #expect(
                await eventually {
                    bench.clock.advance(by: .milliseconds(200)); return bench.store.record(link)?.state == .accepted
                })
            // Of the codes none was left for the token after a minute; with one for each the link would wait for six.
            let accepted = try #require(bench.store.record(link)?.attempts.last?.at)
            #expect(accepted - began >= .seconds(59) && accepted - began < .seconds(240))
            #expect(codes.allSatisfy { bench.store.record($0)?.state == .expired && relay.count(of: $0) == 0 })
        }
    }
}
