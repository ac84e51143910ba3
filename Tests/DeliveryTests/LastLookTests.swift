import Glibc
import Mail
import Queue
import Submission
import Synchronization
import TestKit
import Testing

@testable import Delivery

/// Between 354 and the final dot.
@Suite(.serialized) struct LastLookTests {
    /// More than the sockets of both sides take.
    private static let large = 8 << 20

    @Test func `The look comes after the preparation of the next message`() async throws {
        let clock = ManualClock()
        let prepared = Mutex(0)
        let relay = try #require(ScriptedRelay())
        defer { relay.stop() }
        let bench = try LineUnderTest(
            [LineUnderTest.relay(relay.port)], clock: clock,
            onRender: { _ in
                // The second one takes so long that the first has less than its minute left.
                if prepared.withLock({
                    $0 += 1; return $0 == 2
                }) {
                    clock.jump(to: clock.now + .seconds(541))
                }
            })
        let ids = [try await bench.enqueue(), try await bench.enqueue()]
        try await bench.run {
            #expect(await bench.comes(ids[0], to: .expired))
            // Its lease ended while it was put back: it expires in the store.
            #expect(
                await eventually {
                    clock.advance(by: .milliseconds(100)); return bench.store.record(ids[1])?.state == .expired
                })
        }
        #expect(relay.messages.isEmpty)
    }

    @Test func `Life that ends while the body is written: no dot, and expired`() async throws {
        let clock = ManualClock()
        let gate = Gate()
        let relay = try #require(
            ScriptedRelay { event in
                guard event.verb == "DATA" else { return .usual }
                return .stall(
                    "354 go on\r\n",
                    while: {
                        // The look is over and the sockets are full.
                        clock.advance(by: .seconds(2))
                        gate.wait()
                    }, then: "")
            })
        defer { relay.stop() }
        let bench = try LineUnderTest([LineUnderTest.relay(relay.port)], clock: clock, bodyOctets: Self.large)
        try await bench.run {
            let id = try await bench.enqueue(lifetime: .seconds(61))
            #expect(await bench.comes(id, to: .expired))
            #expect(bench.store.record(id)?.reason == .tooLittleTimeLeft)
            gate.open()
        }
        #expect(relay.messages.isEmpty)
        #expect(bench.pool.status().first?.breaker == .closed)
    }

    @Test func `A lease that ends while the body is written: no dot, and another owner decides`() async throws {
        let clock = ManualClock()
        let gate = Gate()
        let isFirst = Mutex(true)
        let relay = try #require(
            ScriptedRelay { event in
                guard event.verb == "DATA",
                    isFirst.withLock({ first in
                        defer { first = false }; return first
                    })
                else { return .usual }
                return .stall(
                    "354 go on\r\n",
                    while: {
                        // The look is over and the sockets are full.
                        clock.advance(by: .seconds(2))
                        gate.wait()
                    }, then: "")
            })
        defer { relay.stop() }
        let bench = try LineUnderTest(
            [LineUnderTest.relay(relay.port)], clock: clock, bodyOctets: Self.large,
            onRender: { _ in
                // The lease has one second left when the message is ready.
                if isFirst.withLock({ $0 }) { clock.jump(to: clock.now + .seconds(59)) }
            })
        try await bench.run {
            bench.store.failsRenewals = true
            let id = try await bench.enqueue()
            #expect(await eventually { bench.log.count("lease ended before the dot") == 1 })
            gate.open()
            bench.store.failsRenewals = false
            #expect(
                await eventually {
                    bench.clock.advance(by: .milliseconds(100)); return bench.store.record(id)?.state == .accepted
                })
            #expect(relay.count(of: id) == 1)
        }
    }

    @Test func `A refusal in the middle of the body is read and believed`() async throws {
        let relay = try #require(
            ScriptedRelay { event in
                guard event.verb == "DATA" else { return .usual }
                return .stall("354 go on\r\n", while: {}, then: "552 5.3.4 too big for us\r\n")
            })
        defer { relay.stop() }
        let bench = try LineUnderTest([LineUnderTest.relay(relay.port)], bodyOctets: Self.large)
        try await bench.run {
            let id = try await bench.enqueue()
            #expect(await bench.comes(id, to: .rejected))
            #expect(bench.store.record(id)?.reason == .messageTooLarge)
            #expect(bench.store.record(id)?.attempts.first?.stage == .body)
        }
    }
}
