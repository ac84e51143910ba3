import Mail
import Queue
import Submission
import Synchronization
import TestKit
import Testing

@testable import Delivery

/// A relay that takes fewer connections than it is configured for, over real sockets.
@Suite(.serialized) struct ConcurrencyTests {
    /// Takes so many connections at a time and refuses the others at the greeting.
    private final class Doors: Sendable {
        private struct State {
            var bears: Int
            var open: Set<Int> = []
            var most = 0
            var refused = 0
        }

        private let state: Mutex<State>

        init(_ bears: Int) { state = Mutex(State(bears: bears)) }

        var bears: Int {
            get { state.withLock { $0.bears } }
            set { state.withLock { $0.bears = newValue } }
        }
        var open: Int { state.withLock { $0.open.count } }
        var most: Int { state.withLock { $0.most } }
        var refused: Int { state.withLock { $0.refused } }

        func answer(_ event: ScriptedRelay.Event) -> ScriptedRelay.Answer {
            state.withLock { state in
                switch event.subject {
                case .connected:
                    guard state.open.count < state.bears else {
                        state.refused += 1
                        return .sayAndClose("421 4.7.0 Error: too many connections from 192.0.2.1\r\n")
                    }
                    state.open.insert(event.connection)
                    state.most = max(state.most, state.open.count)
                case .closed: state.open.remove(event.connection)
                default: break
                }
                return .usual
            }
        }
    }

    private func relay(_ doors: Doors, _ other: @escaping @Sendable (ScriptedRelay.Event) -> Void = { _ in }) throws -> ScriptedRelay {
        try #require(
            ScriptedRelay { event in
                other(event)
                return doors.answer(event)
            })
    }

    @Test func `Connections beyond what the relay takes rest; its breaker stays closed and no attempt is spent`() async throws {
        let doors = Doors(2)
        let relay = try relay(doors)
        defer { relay.stop() }
        let bench = try LineUnderTest([LineUnderTest.relay(relay.port, connections: 6)])
        try await bench.run {
            for number in 0..<120 { try await bench.enqueue(number.isMultiple(of: 2) ? KindTable.oneTimeCode : KindTable.activationLink) }
            #expect(await eventually { bench.store.count(.accepted) == 120 })
            let status = try #require(bench.pool.status().first)
            #expect(status.breaker == .closed && (1...3).contains(status.concurrency))
        }
        #expect(bench.store.records.allSatisfy { $0.attempts.count == 1 && relay.count(of: $0.entry.id) == 1 })
        #expect(doors.most == 2)
        // Each thread asked once: a second time only after a second, which this clock has not reached.
        #expect((1...6).contains(doors.refused))
        #expect(bench.log.count("relay away") == 0)
    }

    @Test func `When the relay takes more again, resting threads are woken one after the other`() async throws {
        let doors = Doors(1)
        let relay = try relay(doors)
        defer { relay.stop() }
        let bench = try LineUnderTest([LineUnderTest.relay(relay.port, connections: 4)])
        try await bench.run {
            try await bringToOne(bench)
            doors.bears = 4
            try await pass(bench, of: 1, .seconds(1)) { $0 == 4 }
            #expect(
                await eventually {
                    for _ in 0..<8 { _ = try? await bench.enqueue() }
                    return doors.open == 4
                })
        }
        #expect(bench.log.count("relay away") == 0)
    }

    @Test func `The one connection that is left takes links as well, and a code before them`() async throws {
        let doors = Doors(1)
        let isHeld = Mutex(false)
        let gate = Gate()
        let relay = try relay(doors) { event in
            if case .message = event.subject, isHeld.withLock({ $0 }) { gate.wait() }
        }
        defer { relay.stop() }
        let bench = try LineUnderTest([LineUnderTest.relay(relay.port, connections: 4)])
        try await bench.run {
            try await bringToOne(bench)
            isHeld.withLock { $0 = true }
            let first = try await bench.enqueue(KindTable.activationLink)
            #expect(await eventually { relay.count(of: first) == 1 })
            var links: [QueueID] = []
            for _ in 0..<10 { links.append(try await bench.enqueue(KindTable.activationLink)) }
            let code = try await bench.enqueue()
            let before = relay.messages.count
            gate.open()
            #expect(await eventually { relay.messages.count == before + 11 })
            // One link may be on its way behind the dot that was waited for.
            #expect(relay.messages.dropFirst(before).prefix(2).contains { String(decoding: $0, as: UTF8.self).contains("<\(code)@") })
            #expect(links.allSatisfy { relay.count(of: $0) == 1 })
        }
    }

    /// Messages and time until only one connection is left in use.
    private func bringToOne(_ bench: LineUnderTest) async throws {
        try await pass(bench, of: 8, .milliseconds(1_100)) { $0 == 1 }
    }

    /// Messages and time until so many connections may be in use. Time goes on only when something was accepted meanwhile: with a clock that
    /// runs ahead of the work, the last answer of a relay would be long ago.
    private func pass(
        _ bench: LineUnderTest, of messages: Int, _ step: Duration, until isReached: @escaping @Sendable (Int?) -> Bool
    ) async throws {
        let accepted = Mutex(0)
        #expect(
            await eventually(within: .seconds(60)) {
                for _ in 0..<messages { _ = try? await bench.enqueue() }
                let now = bench.store.count(.accepted)
                let goesOn = accepted.withLock { former in
                    defer { former = now }
                    return now > former
                }
                if goesOn { bench.clock.advance(by: step) }
                return isReached(bench.pool.status().first?.concurrency)
            })
        #expect(await eventually { bench.store.records.allSatisfy { $0.state == .accepted } })
    }

    @Test func `A refused connection is the relay's limit only while the relay answers on another one`() throws {
        let clock = ManualClock()
        let pool = RelayPool([LineUnderTest.relay(25, connections: 4)], clock: clock)
        func reply(_ code: Int, _ stage: SubmissionStage, _ text: String = "4.3.2 no") throws -> SubmissionResult {
            .reply(Reply(code: try #require(ReplyCode(code)), lines: [Array(text.utf8)]), at: stage)
        }
        let refused = SubmissionResult.fault(.connectFailed, at: .connect)
        #expect(try !pool.isFull(0, after: reply(421, .greeting)) && !pool.isFull(0, after: refused))
        // Another one is being opened: it may have said so to this one only. Of a silent refusal nothing is known yet.
        pool.connecting(0, 1)
        #expect(try pool.isFull(0, after: reply(421, .greeting)) && !pool.isFull(0, after: refused))
        pool.connecting(0, -1)
        pool.opened(0)
        pool.closed(0)
        // The relay may not have heard yet that the only one was closed: when it says so itself.
        #expect(try !pool.isFull(0, after: reply(421, .greeting)) && !pool.isFull(0, after: refused))
        #expect(try pool.isFull(0, after: reply(421, .greeting, "4.7.0 too many connections")))
        pool.opened(0)
        #expect(try pool.isFull(0, after: reply(450, .ehlo)) && pool.isFull(0, after: refused))
        #expect(try !pool.isFull(0, after: reply(554, .greeting)) && !pool.isFull(0, after: reply(454, .auth)))
        #expect(!pool.isFull(0, after: .fault(.certificateInvalid, at: .connect)) && !pool.isFull(0, after: .fault(.timedOut, at: .mail)))
        clock.advance(by: .seconds(5))
        #expect(try !pool.isFull(0, after: refused) && pool.isFull(0, after: reply(421, .greeting)))
        _ = pool.note(.answered, 0)
        #expect(pool.isFull(0, after: refused))
    }
}
