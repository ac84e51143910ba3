import Mail
import Queue
import StoreSQLite
import TestKit
import Testing

@testable import Delivery

extension RelayFaultMatrix {
    /// What a run that was killed left in store and flight recorder.
    @Suite struct FormerRunTests {
        @Test func `killed: what the relay took is settled with its reply, what it may have goes once more, the rest as if new`()
            async throws
        {
            try await MisbehavingRelay.with { relay in
                let former = try ScenarioBench([.scenario(relay.port)])
                let ids = try await former.enqueue(["taken", "past", "before"])
                let leases = try await former.store.lease(
                    [.code: 3], owner: LeaseOwner(token: 7), now: former.clock.now, until: former.clock.now + Lease.duration)
                #expect(leases.count == 3)
                let (recorder, _) = try FlightRecorder.open(directory: former.folder.path, bootIdentifier: [1], slots: 256)
                recorder.startRun()
                let taken = try #require(recorder.begin(ids[0]))
                _ = try #require(recorder.begin(ids[1]))
                let reply = Reply(code: .ok, enhanced: EnhancedStatusCode(2, 0, 0), text: "Ok: queued as 4C1F2")
                let attempt = AttemptRecord(
                    number: 1, at: former.clock.now, relay: "relay", stage: .finalDot, reply: reply, outcome: "accepted",
                    reason: .relayAccepted, rule: "accepted")
                recorder.accept(taken, attempt)
                former.store.close()

                let bench = try ScenarioBench([.scenario(relay.port)], folder: former.folder)
                var settled: [QueueMessage] = []
                try await bench.run {
                    #expect(try await bench.come(3, to: .accepted))
                    let messages = try await bench.messages(ids)
                    settled = messages
                    #expect(ids.map { relay.copies(of: $0) } == [0, 1, 1])
                    #expect(messages[0].attempts == [attempt])
                    #expect(messages.map(\.attempt) == [1, 1, 1])
                    #expect(messages.allSatisfy { $0.reason == .relayAccepted })
                }
                let last = try ScenarioBench([.scenario(relay.port)], folder: former.folder)
                try await last.run {
                    // Its start has looked at the flight recorder.
                    #expect(await eventually { last.line.idleThreads > 0 })
                    let messages = try await last.messages(ids)
                    #expect(messages == settled)
                }
                #expect(ids.map { relay.copies(of: $0) } == [0, 1, 1])
            }
        }
    }
}
