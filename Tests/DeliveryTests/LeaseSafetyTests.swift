import Glibc
import Mail
import Queue
import Submission
import Synchronization
import TestKit
import Testing

@testable import Delivery

/// What the line holds is submitted once, whatever the clock, the store and the flight recorder do meanwhile.
@Suite(.serialized) struct LeaseSafetyTests {
    /// A relay that keeps each first message's answer back until told.
    private static func holding(_ release: Gate) -> ScriptedRelay? {
        ScriptedRelay { event in
            if case .message = event.subject { release.wait() }
            return .usual
        }
    }

    @Test(arguments: [true, false])
    func `A wall clock that jumps ahead does not submit twice`(isRenewed: Bool) async throws {
        let gate = Gate()
        let relay = try #require(Self.holding(gate))
        defer { relay.stop() }
        let bench = try LineUnderTest([LineUnderTest.relay(relay.port)])
        try await bench.run {
            for _ in 0..<5 { try await bench.enqueue() }
            #expect(await eventually { relay.messages.count == 1 })
            bench.store.failsRenewals = !isRenewed
            bench.clock.jump(to: bench.clock.now + .seconds(120))
            for _ in 0..<3 {
                let sweeps = bench.store.sweeps
                bench.clock.advance(by: .seconds(5))
                // The sweep before may have begun its pause only now.
                #expect(
                    await eventually {
                        bench.clock.advance(by: .milliseconds(20)); return bench.store.sweeps > sweeps
                    })
            }
            #expect(bench.store.count(.leased) == 5)
            bench.store.failsRenewals = false
            let recoveries = bench.store.recoveries.count
            bench.clock.advance(by: .seconds(5))
            #expect(
                await eventually {
                    bench.clock.advance(by: .milliseconds(20)); return bench.store.recoveries.count > recoveries
                })
            gate.open()
            #expect(
                await eventually {
                    bench.clock.advance(by: .milliseconds(20)); return bench.store.count(.accepted) == 5
                })
        }
        #expect(relay.messages.count == 5)
        for record in bench.store.records { #expect(relay.count(of: record.entry.id) == 1 && record.entry.resends == 0) }
    }

    @Test func `What ended while it waited is not begun with, and comes back through the store`() async throws {
        let gate = Gate()
        let relay = try #require(Self.holding(gate))
        defer { relay.stop() }
        let bench = try LineUnderTest([LineUnderTest.relay(relay.port, messages: 1)])
        try await bench.run {
            for _ in 0..<4 { try await bench.enqueue() }
            #expect(await eventually { relay.messages.count == 1 })
            bench.store.failsRenewals = true
            bench.clock.advance(by: .seconds(61))
            gate.open()
            #expect(await eventually { bench.store.count(.accepted) >= 1 && bench.line.counts.waiting == 0 })
            bench.store.failsRenewals = false
            #expect(
                await eventually {
                    bench.clock.advance(by: .milliseconds(100)); return bench.store.count(.accepted) == 4
                })
            #expect(bench.log.count("leases ended while they waited") >= 1)
        }
        #expect(relay.count(verb: "MAIL") == 4)
        for record in bench.store.records { #expect(relay.count(of: record.entry.id) == 1 && record.entry.resends == 0) }
    }

    @Test func `What is marked in the flight recorder is in doubt for every recovery`() async throws {
        let gate = Gate()
        let relay = try #require(Self.holding(gate))
        defer { relay.stop() }
        let bench = try LineUnderTest([LineUnderTest.relay(relay.port)])
        try await bench.run {
            let id = try await bench.enqueue()
            #expect(await eventually { relay.messages.count == 1 })
            #expect(
                await eventually {
                    bench.clock.advance(by: .seconds(1))
                    return bench.store.recoveries.last == FlightMarks(inDoubt: .these([id]))
                })
            gate.open()
            #expect(await bench.comes(id, to: .accepted))
        }
    }

    @Test func `A full flight recorder stops the taking, not the relay's patience`() async throws {
        let relay = try #require(ScriptedRelay())
        defer { relay.stop() }
        let bench = try LineUnderTest([LineUnderTest.relay(relay.port, connections: 2)], slots: 2)
        try await bench.run {
            bench.store.keepsSettlements = true
            for _ in 0..<10 { try await bench.enqueue() }
            #expect(await eventually { relay.messages.count == 2 })
            // The sweep says it; nothing more is begun meanwhile.
            for _ in 0..<4 {
                let recoveries = bench.store.recoveries.count
                bench.clock.advance(by: .seconds(20))
                #expect(await eventually { bench.store.recoveries.count > recoveries })
            }
            #expect(relay.count(verb: "MAIL") == 2)
            #expect(bench.log.count("nothing is taken until settlements are written") >= 1)
            bench.store.keepsSettlements = false
            #expect(
                await eventually {
                    bench.clock.advance(by: .milliseconds(50)); return bench.store.count(.accepted) == 10
                })
        }
        #expect(relay.count(verb: "MAIL") == 10)
        for record in bench.store.records { #expect(relay.count(of: record.entry.id) == 1) }
    }

    /// The longest stage lasts as long as a lease: renewal carries it over.
    @Test func `A submission of 100 s keeps its lease`() async throws {
        let gate = Gate()
        let relay = try #require(Self.holding(gate))
        defer { relay.stop() }
        let bench = try LineUnderTest([LineUnderTest.relay(relay.port, finalDot: .seconds(200))])
        try await bench.run {
            let id = try await bench.enqueue()
            #expect(await eventually { relay.messages.count == 1 })
            let began = bench.clock.now
            while bench.clock.now < began + .seconds(100) {
                let recoveries = bench.store.recoveries.count
                bench.clock.advance(by: .seconds(5))
                #expect(await eventually { bench.store.recoveries.count > recoveries })
                #expect(try #require(bench.store.record(id)).until > bench.clock.now + .seconds(30))
            }
            gate.open()
            #expect(await bench.comes(id, to: .accepted))
            #expect(relay.count(of: id) == 1)
            #expect(bench.store.record(id)?.entry.resends == 0)
        }
    }

    @Test func `All lost leases come back in one sweep`() async throws {
        let relay = try #require(ScriptedRelay { $0.subject == .connected ? .sayAndClose("554 no\r\n") : .usual })
        defer { relay.stop() }
        let bench = try LineUnderTest([LineUnderTest.relay(relay.port)])
        try await bench.run {
            let until = bench.clock.now + .seconds(1)
            for _ in 0..<2_500 {
                bench.store.leaveLeased(try bench.entry(KindTable.activationLink), by: LeaseOwner(token: 99), until: until)
            }
            let before = bench.store.recoveries.count
            bench.clock.advance(by: .seconds(5))
            #expect(await eventually { bench.store.recoveries.count >= before + 3 })
            #expect(!bench.store.records.contains { $0.owner == LeaseOwner(token: 99) })
        }
    }

    @Test func `What could not be given back to the queue is given back as soon as the store writes`() async throws {
        let isDown = Mutex(true)
        let relay = try #require(
            ScriptedRelay { event in
                event.subject == .connected && isDown.withLock { $0 } ? .sayAndClose("554 5.3.2 not now\r\n") : .usual
            })
        defer { relay.stop() }
        let bench = try LineUnderTest([LineUnderTest.relay(relay.port)])
        try await bench.run {
            bench.store.failsSettlements = true
            for _ in 0..<5 { try await bench.enqueue() }
            #expect(
                await eventually {
                    // What came in just before the relay went is returned by the line's upkeep, in its own time.
                    if bench.line.counts.waiting > 0 { bench.clock.advance(by: .milliseconds(20)) }
                    return bench.pool.status().first?.breaker == .open && bench.line.counts.waiting == 0
                })
            bench.store.failsSettlements = false
            bench.clock.advance(by: .seconds(5))
            #expect(await eventually { bench.store.count(.queued) == 5 })
            isDown.withLock { $0 = false }
            #expect(
                await eventually {
                    bench.clock.advance(by: .milliseconds(50)); return bench.store.count(.accepted) == 5
                })
        }
        for record in bench.store.records { #expect(relay.count(of: record.entry.id) == 1) }
    }
}

/// Holds threads of a scripted relay until a test lets them go.
final class Gate: Sendable {
    private let isOpen = Mutex(false)

    func open() { isOpen.withLock { $0 = true } }

    func wait() { while !isOpen.withLock({ $0 }) { usleep(1_000) } }
}
