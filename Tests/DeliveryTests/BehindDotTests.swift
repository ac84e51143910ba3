import Glibc
import Mail
import Queue
import Submission
import Synchronization
import TestKit
import Testing

@testable import Delivery

/// What travels behind a final dot, with a relay that thinks long about dots, or loses what is behind them.
@Suite(.serialized) struct BehindDotTests {
    /// Holds the first command or dot of each number until it is let go.
    private final class Steps: Sendable {
        private let state = Mutex((dots: 0, allowed: 0))
        let envelope = Gate()

        var dots: Int { state.withLock { $0.dots } }

        func letGo(_ dots: Int) { state.withLock { $0.allowed = dots } }

        func answer(_ event: ScriptedRelay.Event) -> ScriptedRelay.Answer {
            if event.verb == "RCPT" { envelope.wait() }
            guard case .message = event.subject else { return .usual }
            let number = state.withLock { state in
                state.dots += 1
                return state.dots
            }
            while state.withLock({ $0.allowed < number }) { usleep(500) }
            return .usual
        }
    }

    /// One connection, four messages: how many are in the connection's hands while the relay thinks about each dot.
    @Test(arguments: [false, true])
    func `After a dot that took long nothing travels behind dots until one was answered in time`(isSlowAgain: Bool) async throws {
        let steps = Steps()
        let relay = try #require(ScriptedRelay { steps.answer($0) })
        defer { relay.stop() }
        let bench = try LineUnderTest([LineUnderTest.relay(relay.port)])
        try await bench.run {
            for _ in 0..<5 { try await bench.enqueue() }
            #expect(await eventually { bench.line.counts == (4, 1) })
            steps.envelope.open()
            // The second message travels behind the first one's dot, until the relay has thought for too long.
            #expect(await eventually { steps.dots == 1 && bench.line.counts == (3, 2) })
            #expect(
                await eventually {
                    bench.clock.advance(by: .milliseconds(100)); return bench.line.counts == (4, 1)
                })
            steps.letGo(1)
            // The relay has seen the dot: what travels behind it was taken before.
            #expect(await eventually { steps.dots == 2 })
            #expect(bench.line.counts == (3, 1))
            // Several times: the connection may only now begin to wait for the answer.
            if isSlowAgain { for _ in 0..<20 { bench.clock.advance(by: .milliseconds(600)); await Task.yield() } }
            steps.letGo(2)
            #expect(await eventually { steps.dots == 3 })
            #expect(bench.line.counts == (isSlowAgain ? (2, 1) : (1, 2)))
            steps.letGo(5)
            #expect(await eventually { bench.store.count(.accepted) == 5 })
        }
        #expect(bench.store.records.allSatisfy { relay.count(of: $0.entry.id) == 1 && $0.attempts.count == 1 })
        #expect(bench.pool.pipelines(0))
    }

    @Test func `A relay that loses what was sent behind a dot does not pipeline, and no message pays for it`() async throws {
        let steps = Steps()
        let relay = try #require(
            ScriptedRelay { event in
                let answer = steps.answer(event)
                guard case .message = event.subject, event.connection == 0 else { return answer }
                return .swallow
            })
        defer { relay.stop() }
        let bench = try LineUnderTest([LineUnderTest.relay(relay.port)])
        try await bench.run {
            let ids = [try await bench.enqueue(), try await bench.enqueue()]
            #expect(await eventually { bench.line.counts == (1, 1) })
            steps.envelope.open()
            #expect(await eventually { steps.dots == 1 && bench.line.counts == (0, 2) })
            steps.letGo(2)
            #expect(await bench.comes(ids[0], to: .accepted))
            // MAIL was lost: its answer never comes.
            #expect(
                await eventually {
                    bench.clock.advance(by: .milliseconds(100)); return bench.store.record(ids[1])?.state == .accepted
                })
            #expect(bench.store.record(ids[1])?.attempts.count == 1)
            #expect(!bench.pool.pipelines(0) && bench.pool.status().first?.breaker == .closed)
            #expect(bench.log.count("pipelining given up for a while") == 1 && bench.log.count("relay away") == 0)
            #expect(ids.allSatisfy { relay.count(of: $0) == 1 })
        }
    }
}
