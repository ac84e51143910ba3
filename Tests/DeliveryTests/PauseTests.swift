import Mail
import Queue
import Submission
import Synchronization
import TestKit
import Testing

@testable import Delivery

/// What an operator pauses waits, and nobody else does.
@Suite(.serialized) struct PauseTests {
    @Test func `A paused lane waits, the others go on, and it goes on when it is resumed`() async throws {
        let relay = try #require(ScriptedRelay { _ in .usual })
        defer { relay.stop() }
        let bench = try LineUnderTest([LineUnderTest.relay(relay.port, connections: 2)])
        try await bench.run {
            try await bench.line.pauses.setPaused(true, .lane(.link))
            let link = try await bench.enqueue(KindTable.activationLink)
            let code = try await bench.enqueue()
            let notice = try await bench.enqueue(KindTable.keyActivated)
            #expect(await bench.comes(code, to: .accepted))
            #expect(await bench.comes(notice, to: .accepted))
            #expect(bench.store.record(link)?.state == .queued)
            try await bench.line.pauses.setPaused(false, .lane(.link))
            #expect(await bench.comes(link, to: .accepted))
            #expect(bench.store.record(link)?.attempts.count == 1)
        }
    }

    @Test func `What waits in memory for a lane that is paused goes back to the queue, uncounted`() async throws {
        let gate = Gate()
        let relay = try #require(
            ScriptedRelay { event in
                if case .message = event.subject { gate.wait() }
                return .usual
            })
        defer { relay.stop() }
        let bench = try LineUnderTest([LineUnderTest.relay(relay.port)])
        try await bench.run {
            let first = try await bench.enqueue(KindTable.activationLink)
            #expect(await eventually { relay.count(of: first) == 1 })
            let others = [try await bench.enqueue(KindTable.activationLink), try await bench.enqueue(KindTable.activationLink)]
            try await bench.line.pauses.setPaused(true, .lane(.link))
            gate.open()
            #expect(await bench.comes(first, to: .accepted))
            for id in others {
                #expect(await bench.comes(id, to: .queued))
                #expect(bench.store.record(id)?.reason == .paused)
                #expect(bench.store.record(id)?.entry.attempt == 0)
                #expect(bench.store.record(id)?.attempts.isEmpty == true)
            }
            try await bench.line.pauses.setPaused(false, .lane(.link))
            for id in others { #expect(await bench.comes(id, to: .accepted)) }
        }
    }

    @Test func `A paused relay takes nothing and another takes over`() async throws {
        let (first, second) = (try #require(ScriptedRelay { _ in .usual }), try #require(ScriptedRelay { _ in .usual }))
        defer {
            first.stop()
            second.stop()
        }
        let bench = try LineUnderTest([
            LineUnderTest.relay(first.port, name: "first"), LineUnderTest.relay(second.port, name: "second", priority: 2),
        ])
        try await bench.run {
            try await bench.line.pauses.setPaused(true, .relay("first"))
            #expect(bench.pool.status().map(\.standing) == ["paused", "closed"])
            for _ in 0..<5 { #expect(await bench.comes(try await bench.enqueue(), to: .accepted)) }
            #expect(first.messages.isEmpty)
            try await bench.line.pauses.setPaused(true, .relay("second"))
            let waiting = try await bench.enqueue()
            #expect(bench.store.record(waiting)?.state == .queued)
            try await bench.line.pauses.setPaused(false, .relay("first"))
            #expect(await bench.comes(waiting, to: .accepted))
            #expect(first.count(of: waiting) == 1)
        }
    }

    @Test func `Mail to a paused domain is held, what waits behind it is not, and it goes on when it is resumed`() async throws {
        let relay = try #require(ScriptedRelay { _ in .usual })
        defer { relay.stop() }
        let bench = try LineUnderTest([LineUnderTest.relay(relay.port, connections: 2)])
        try await bench.run {
            try await bench.line.pauses.setPaused(true, .domain("paused.example"))
            var paused: [QueueID] = []
            for _ in 0..<20 { paused.append(try await bench.enqueue(domain: "paused.example")) }
            let other = try await bench.enqueue()
            #expect(await bench.comes(other, to: .accepted))
            for id in paused {
                #expect(await bench.comes(id, to: .held))
                #expect(bench.store.record(id)?.reason == .paused)
                #expect(bench.store.record(id)?.entry.attempt == 0)
            }
            try await bench.line.pauses.setPaused(false, .domain("paused.example"))
            for id in paused { #expect(await bench.comes(id, to: .accepted)) }
            #expect(bench.line.counts.inFlight == 0)
        }
    }

    @Test func `A new run finds what is paused`() async throws {
        let relay = try #require(ScriptedRelay { _ in .usual })
        defer { relay.stop() }
        let clock = ManualClock()
        let store = FakeQueueStore(clock: clock)
        try await store.setPaused(true, .lane(.code), now: clock.now)
        let bench = try LineUnderTest([LineUnderTest.relay(relay.port)], clock: clock, store: store)
        try await bench.run {
            let code = try await bench.enqueue()
            let link = try await bench.enqueue(KindTable.activationLink)
            #expect(await bench.comes(link, to: .accepted))
            #expect(bench.store.record(code)?.state == .queued)
            #expect(await bench.line.pauses.pauses == [.lane(.code)])
        }
    }
}
