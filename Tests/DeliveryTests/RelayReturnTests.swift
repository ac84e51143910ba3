import Glibc
import Mail
import Queue
import Submission
import Synchronization
import TestKit
import Testing

@testable import Delivery

/// What was given up for a while is tried again.
@Suite(.serialized) struct RelayReturnTests {
    @Test func `Any idle connection may find out that its relay is back`() async throws {
        let gate = Gate()
        let isDown = Mutex(false)
        let relay = try #require(
            ScriptedRelay { event in
                if case .message(let octets) = event.subject, octets.count < 200 { gate.wait() }
                if event.connection > 0, event.verb == "MAIL", isDown.withLock({ $0 }) { return .sayAndClose("421 4.3.2 no\r\n") }
                return .usual
            })
        defer { relay.stop() }
        let bench = try LineUnderTest([LineUnderTest.relay(relay.port, connections: 2)])
        try await bench.run {
            #expect(await eventually { bench.line.idleThreads == 2 })
            // The reserved connection, which used to be the only one to look, waits for the answer to a code.
            let code = try await bench.enqueue()
            #expect(await eventually { relay.count(of: code) == 1 })
            isDown.withLock { $0 = true }
            let link = try await bench.enqueue(KindTable.activationLink)
            #expect(await eventually { bench.pool.status().first?.breaker == .open })
            isDown.withLock { $0 = false }
            bench.clock.advance(by: .seconds(6))
            #expect(
                await eventually {
                    bench.clock.advance(by: .milliseconds(10)); return bench.pool.status().first?.breaker == .closed
                })
            #expect(bench.store.record(code)?.state == .leased)
            gate.open()
            #expect(await bench.comes(code, to: .accepted))
            #expect(
                await eventually {
                    bench.clock.advance(by: .milliseconds(50)); return bench.store.record(link)?.state == .accepted
                })
        }
    }

    @Test func `Pipelining that was given up comes back after ten minutes`() async throws {
        let relay = try #require(
            ScriptedRelay { event in
                event.connection == 0 && event.verb == "DATA" ? .close : .usual
            })
        defer { relay.stop() }
        let bench = try LineUnderTest([LineUnderTest.relay(relay.port)])
        try await bench.run {
            let id = try await bench.enqueue()
            #expect(
                await eventually {
                    bench.clock.advance(by: .milliseconds(20)); return bench.store.record(id)?.state == .accepted
                })
            #expect(!bench.pool.pipelines(0))
            #expect(bench.log.count("pipelining given up for a while") == 1)
            bench.clock.advance(by: .seconds(601))
            #expect(bench.pool.pipelines(0))
        }
    }
}
