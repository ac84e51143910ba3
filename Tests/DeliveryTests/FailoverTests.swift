import Glibc
import Mail
import Queue
import Submission
import Synchronization
import TestKit
import Testing

@testable import Delivery

/// Which relay takes what another one would not.
@Suite(.serialized) struct FailoverTests {
    private static func pair(_ first: ScriptedRelay, _ second: ScriptedRelay, equal: Bool = false) -> [RelayConfiguration] {
        [
            LineUnderTest.relay(first.port, name: "first"),
            LineUnderTest.relay(second.port, name: "second", priority: equal ? 1 : 2),
        ]
    }

    @Test func `A refused sender goes to the other relay before it is held`() async throws {
        let refusing = try #require(ScriptedRelay { $0.verb == "MAIL" ? .say("550 5.7.1 sender not known here\r\n") : .usual })
        let other = try #require(ScriptedRelay())
        defer { refusing.stop(); other.stop() }
        let bench = try LineUnderTest(Self.pair(refusing, other))
        try await bench.run {
            let id = try await bench.enqueue()
            #expect(await bench.comes(id, to: .accepted))
            let record = try #require(bench.store.record(id))
            #expect(record.attempts.map(\.relay) == ["first", "second"] && record.entry.attempt == 0)
        }
        #expect(other.messages.count == 1)
    }

    @Test func `A relay that refuses the sender message by message is left to itself, and a backlog goes to the other one`() async throws {
        let refusing = try #require(ScriptedRelay { $0.verb == "MAIL" ? .say("550 5.7.1 sender not known here\r\n") : .usual })
        let other = try #require(ScriptedRelay())
        defer { refusing.stop(); other.stop() }
        let bench = try LineUnderTest(Self.pair(refusing, other))
        // More than can be remembered at one time, and found in the store.
        let count = 1_500
        try await bench.store.enqueue(try (0..<count).map { _ in try bench.entry(KindTable.activationLink) })
        try await bench.run {
            bench.clock.advance(by: .seconds(2))
            #expect(await eventually { bench.store.count(.accepted) == count })
        }
        #expect(bench.store.count(.held) == 0 && other.messages.count == count)
        #expect(bench.store.records.count { $0.attempts.count > 1 } < 20)
    }

    @Test func `What a relay refuses for now at MAIL, once, keeps nobody else from it`() async throws {
        let isFirst = Mutex(true)
        let relay = try #require(
            ScriptedRelay { event in
                guard event.verb == "MAIL", isFirst.withLock({ $0 }) else { return .usual }
                isFirst.withLock { $0 = false }
                return .say("450 4.1.7 sender verification in progress\r\n")
            })
        defer { relay.stop() }
        let bench = try LineUnderTest([LineUnderTest.relay(relay.port)])
        try await bench.run {
            for _ in 0..<5 { try await bench.enqueue() }
            // No clock moves: a breaker that opened would stay so.
            #expect(await eventually { bench.store.count(.accepted) == 4 })
            let waits = try #require(bench.store.records.first { $0.state == .queued })
            #expect(waits.entry.attempt == 0 && waits.attempts.map(\.rule) == ["relay-at-mail"])
        }
    }

    @Test func `A sender that all relays refuse is held`() async throws {
        let refuse: @Sendable (ScriptedRelay.Event) -> ScriptedRelay.Answer = {
            $0.verb == "MAIL" ? .say("550 5.7.1 sender not known here\r\n") : .usual
        }
        let first = try #require(ScriptedRelay(script: refuse))
        let second = try #require(ScriptedRelay(script: refuse))
        defer { first.stop(); second.stop() }
        let bench = try LineUnderTest(Self.pair(first, second))
        try await bench.run {
            let id = try await bench.enqueue()
            #expect(await bench.comes(id, to: .held))
            #expect(bench.store.record(id)?.attempts.map(\.relay) == ["first", "second"])
            #expect(bench.store.record(id)?.entry.attempt == 1)
        }
    }

    @Test(arguments: ["RCPT", "DATA"], [ScriptedRelay.Answer.sayAndClose("421 4.3.2 going down\r\n"), .close])
    func `A relay's fault in the middle of an envelope: the next relay at once`(verb: String, answer: ScriptedRelay.Answer) async throws {
        let failing = try #require(ScriptedRelay { $0.verb == verb ? answer : .usual })
        let other = try #require(ScriptedRelay())
        defer { failing.stop(); other.stop() }
        let bench = try LineUnderTest(Self.pair(failing, other))
        try await bench.run {
            let id = try await bench.enqueue()
            // No clock moves: neither a wait nor the look for due entries brings it there.
            #expect(await bench.comes(id, to: .accepted))
            #expect(other.count(of: id) == 1)
            #expect(bench.store.record(id)?.entry.attempt == 0)
        }
    }

    @Test func `A message that breaks every relay waits`() async throws {
        let relays = try (0..<2).map { _ in try #require(ScriptedRelay { $0.verb == "RCPT" ? .close : .usual }) }
        defer { relays.forEach { $0.stop() } }
        let bench = try LineUnderTest(Self.pair(relays[0], relays[1]))
        try await bench.run {
            let id = try await bench.enqueue(KindTable.activationLink)
            #expect(await eventually { bench.store.record(id)?.attempts.count == 2 })
            let record = try #require(bench.store.record(id))
            #expect(record.attempts.map(\.relay) == ["first", "second"])
            #expect(record.entry.due >= bench.clock.now + .seconds(24))
        }
        // Pipelined and plain, each.
        for relay in relays { #expect(relay.count(verb: "RCPT") == 2) }
    }

    @Test func `A greylisted message goes to the relay that knows it`() async throws {
        let seen = Mutex(Set<Int>())
        let script: @Sendable (Int) -> @Sendable (ScriptedRelay.Event) -> ScriptedRelay.Answer = { number in
            { event in
                guard event.verb == "RCPT", seen.withLock({ $0.insert(number).inserted }) else { return .usual }
                return .say("450 4.7.1 greylisted, try again\r\n")
            }
        }
        let first = try #require(ScriptedRelay(script: script(0)))
        let second = try #require(ScriptedRelay(script: script(1)))
        defer { first.stop(); second.stop() }
        let bench = try LineUnderTest(Self.pair(first, second, equal: true))
        try await bench.run {
            var ids: [QueueID] = []
            for _ in 0..<2 {
                let id = try await bench.enqueue(KindTable.activationLink)
                #expect(await eventually { bench.store.record(id)?.attempts.isEmpty == false })
                ids.append(id)
            }
            bench.clock.advance(by: .seconds(95))
            #expect(
                await eventually {
                    bench.clock.advance(by: .milliseconds(50)); return bench.store.count(.accepted) == 2
                })
            for id in ids {
                let relays = try #require(bench.store.record(id)).attempts.map(\.relay)
                #expect(Set(relays).count == 1)
            }
        }
    }

    @Test(arguments: [[], ["PIPELINING"]])
    func `Equal relays share by weight while both are idle`(keywords: [String]) async throws {
        let first = try #require(ScriptedRelay(keywords: keywords))
        let second = try #require(ScriptedRelay(keywords: keywords))
        defer { first.stop(); second.stop() }
        let bench = try LineUnderTest([
            LineUnderTest.relay(first.port, name: "first", connections: 2, weight: 3),
            LineUnderTest.relay(second.port, name: "second", connections: 2, weight: 1),
        ])
        #expect(bench.pool.status().map(\.weight) == [3, 1])
        try await bench.run {
            #expect(await eventually { bench.line.idleThreads == 4 })
            for _ in 0..<40 {
                let id = try await bench.enqueue()
                #expect(await bench.comes(id, to: .accepted))
                // Both wait again.
                #expect(await eventually { bench.line.idleThreads == 4 })
            }
        }
        // 30 and 10, but for a thread that looked around just then.
        #expect((28...32).contains(first.messages.count) && first.messages.count + second.messages.count == 40)
    }

    @Test func `A relay with no idle connection is passed over`() async throws {
        let gate = Gate()
        let slow = try #require(
            ScriptedRelay { event in
                if case .message = event.subject { gate.wait() }
                return .usual
            })
        let quick = try #require(ScriptedRelay())
        defer { slow.stop(); quick.stop() }
        let bench = try LineUnderTest([
            LineUnderTest.relay(slow.port, name: "slow", weight: 100), LineUnderTest.relay(quick.port, name: "quick"),
        ])
        try await bench.run {
            for _ in 0..<20 { try await bench.enqueue() }
            // What the slow one holds is one, or two with the one behind its dot.
            #expect(await eventually { bench.store.count(.accepted) >= 18 })
            gate.open()
            #expect(await eventually { bench.store.count(.accepted) == 20 })
        }
    }
}
