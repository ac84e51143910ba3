import Mail
import Queue
import Submission
import TestKit
import Testing

@testable import Delivery

/// What the line does while the store cannot write.
@Suite(.serialized) struct BrokenStoreTests {
    @Test func `With the first settlement that is not written nothing more is begun; then each goes once`() async throws {
        let relay = try #require(ScriptedRelay())
        defer { relay.stop() }
        let bench = try LineUnderTest([LineUnderTest.relay(relay.port, connections: 2)])
        try await bench.run {
            bench.store.failsSettlements = true
            for _ in 0..<20 { try await bench.enqueue() }
            try await bench.goOn(until: "nothing is submitted while the store cannot write")
            // Asked again and again meanwhile, each time in vain.
            let tries = bench.store.attempts
            for _ in 0..<3 {
                let before = bench.store.attempts
                bench.clock.advance(by: .seconds(1))
                #expect(await eventually { bench.store.attempts > before })
            }
            #expect(bench.store.attempts > tries)
            // One for each connection that was at its dot.
            #expect(relay.messages.count <= 2)
            bench.store.failsSettlements = false
            #expect(
                await eventually {
                    bench.clock.advance(by: .milliseconds(100)); return bench.store.count(.accepted) == 20
                })
            try await bench.goOn(until: "the store writes again")
        }
        for record in bench.store.records { #expect(relay.count(of: record.entry.id) == 1 && record.entry.resends == 0) }
    }

    @Test func `One settlement that cannot be written stops nobody else's mail, and its message is not submitted again`() async throws {
        let relay = try #require(ScriptedRelay())
        defer { relay.stop() }
        let bench = try LineUnderTest([LineUnderTest.relay(relay.port, connections: 2)])
        try await bench.run {
            let damaged = try await bench.enqueue()
            bench.store.broken = damaged
            for _ in 0..<20 { try await bench.enqueue() }
            try await bench.goOn(until: "settlement cannot be written")
            #expect(await eventually { bench.store.count(.accepted) == 20 })
            #expect(relay.count(of: damaged) == 1)
        }
        #expect(relay.messages.count == 21)
    }

    @Test func `While settlements wait for a disk that does not answer, only so many messages are taken`() async throws {
        let relay = try #require(ScriptedRelay())
        defer { relay.stop() }
        let bench = try LineUnderTest([LineUnderTest.relay(relay.port, connections: 2, messages: 10_000)], slots: 8_192)
        let asked = Limits.unsettled + 100
        try await bench.run {
            bench.store.keepsSettlements = true
            for _ in 0..<asked { try await bench.enqueue() }
            #expect(await eventually(within: .seconds(60)) { relay.messages.count >= Limits.unsettled })
            try await bench.goOn(until: "nothing is taken until settlements are written")
            #expect(relay.messages.count == Limits.unsettled && bench.line.counts.waiting == 100)
            bench.store.keepsSettlements = false
            #expect(await eventually(within: .seconds(60)) { bench.store.count(.accepted) == asked })
        }
        #expect(relay.messages.count == asked)
    }

    @Test func `A store that says that it cannot write is asked each second, and nothing is begun before it can`() async throws {
        let relay = try #require(ScriptedRelay())
        defer { relay.stop() }
        let bench = try LineUnderTest([LineUnderTest.relay(relay.port, connections: 2)])
        try await bench.run {
            bench.store.noteWritable(false)
            for _ in 0..<5 { try await bench.enqueue() }
            for _ in 0..<4 {
                let before = bench.store.checks
                bench.clock.advance(by: .seconds(1))
                #expect(await eventually { bench.store.checks > before })
            }
            #expect(relay.events.isEmpty && bench.line.counts.waiting == 5)
            bench.store.noteWritable(true)
            #expect(await eventually { bench.store.count(.accepted) == 5 })
        }
        for record in bench.store.records { #expect(relay.count(of: record.entry.id) == 1) }
    }

    @Test func `A message before its dot is taken back when the store cannot write any more`() async throws {
        let gate = Gate()
        let relay = try #require(
            ScriptedRelay(keywords: []) { event in
                if event.verb == "DATA" { gate.wait() }
                return .usual
            })
        defer { relay.stop() }
        let bench = try LineUnderTest([LineUnderTest.relay(relay.port)])
        try await bench.run {
            let id = try await bench.enqueue()
            #expect(await eventually { relay.count(verb: "DATA") == 1 })
            bench.store.noteWritable(false)
            gate.open()
            #expect(await eventually { bench.line.counts.waiting == 1 })
            #expect(await eventually { relay.events.contains { $0.subject == .closed } })
            #expect(relay.messages.isEmpty && bench.store.settlements.isEmpty)
            bench.store.noteWritable(true)
            #expect(await bench.comes(id, to: .accepted))
            #expect(relay.count(of: id) == 1)
        }
    }
}

extension LineUnderTest {
    /// Lets seconds pass until the line has said something.
    fileprivate func goOn(until message: String) async throws {
        try #require(
            await eventually {
                self.clock.advance(by: .seconds(1)); return self.log.count(message) > 0
            })
    }
}
