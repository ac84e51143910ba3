import Mail
import Queue
import Submission
import Synchronization
import TestKit
import Testing

@testable import Delivery

/// How much a kill can leave in doubt: what a second process would read of the flight recorder at any moment.
@Suite struct InDoubtBoundTests {
    /// What a start would find after a kill now.
    private func former(_ bench: LineUnderTest) throws -> FlightMarks {
        let (_, former) = try FlightRecorder.open(directory: bench.directory, bootIdentifier: [1], slots: 64)
        guard case .marked(let marks) = former else { throw CancellationError() }
        return marks
    }

    private func inDoubt(_ bench: LineUnderTest) throws -> Set<QueueID> {
        guard case .these(let ids) = try former(bench).inDoubt else { throw CancellationError() }
        return ids
    }

    @Test(arguments: [1, 4], [["PIPELINING"], []])
    func `While no settlement is written, at most one message of each connection is in doubt`(
        connections: Int, keywords: [String]
    ) async throws {
        let most = Mutex(0)
        let relay = try #require(ScriptedRelay(keywords: keywords))
        defer { relay.stop() }
        let bench = try LineUnderTest([LineUnderTest.relay(relay.port, connections: connections)])
        // At each settlement, and so between the replies of all connections.
        bench.store.onSettle = { _ in
            let count = (try? inDoubt(bench).count) ?? Int.max
            most.withLock { $0 = max($0, count) }
        }
        try await bench.run {
            bench.store.keepsSettlements = true
            for number in 0..<30 { try await bench.enqueue(to: "citizen-\(number)") }
            #expect(await eventually { (try? former(bench).accepted.count) == 30 })
            #expect(try inDoubt(bench) == [])
            #expect(most.withLock { $0 } <= connections)
            let ids = Set(bench.store.records.map(\.entry.id))
            #expect(try Set(former(bench).accepted.keys) == ids)
            bench.store.keepsSettlements = false
            #expect(
                await eventually {
                    bench.clock.advance(by: .seconds(1)); return bench.store.count(.accepted) == 30
                })
            #expect(await eventually { (try? former(bench)) == FlightMarks(inDoubt: .these([])) })
        }
        #expect(relay.messages.count == 30)
    }

    @Test func `The message whose dot has left and whose reply has not come is in doubt, and it alone`() async throws {
        let gate = Gate()
        let messages = Mutex(0)
        let relay = try #require(
            ScriptedRelay { event in
                guard case .message = event.subject else { return .usual }
                if messages.withLock({
                    $0 += 1; return $0 == 5
                }) {
                    gate.wait()
                }
                return .usual
            })
        defer { relay.stop() }
        let bench = try LineUnderTest([LineUnderTest.relay(relay.port)])
        try await bench.run {
            bench.store.keepsSettlements = true
            var ids: [QueueID] = []
            for _ in 0..<5 { ids.append(try await bench.enqueue()) }
            #expect(await eventually { relay.messages.count == 5 })
            #expect(try inDoubt(bench) == [ids[4]])
            #expect(try Set(former(bench).accepted.keys) == Set(ids[..<4]))
            gate.open()
            bench.store.keepsSettlements = false
            #expect(
                await eventually {
                    bench.clock.advance(by: .seconds(1)); return bench.store.count(.accepted) == 5
                })
        }
        #expect(relay.messages.count == 5)
    }

    @Test(arguments: ["450 4.2.0 Later\r\n", "554 5.6.0 No\r\n"])
    func `What the relay refused after the dot is not in doubt, settled or not`(reply: String) async throws {
        let relay = try #require(
            ScriptedRelay { event in
                if case .message = event.subject { return .say(reply) }
                return .usual
            })
        defer { relay.stop() }
        let bench = try LineUnderTest([LineUnderTest.relay(relay.port)])
        try await bench.run {
            bench.store.keepsSettlements = true
            let settled = Mutex(0)
            bench.store.onSettle = { _ in settled.withLock { $0 += 1 } }
            let id = try await bench.enqueue()
            #expect(await eventually { settled.withLock { $0 } > 0 })
            #expect(bench.store.record(id)?.state == .leased)
            #expect(try former(bench) == FlightMarks(inDoubt: .these([])))
            bench.store.keepsSettlements = false
        }
    }

    @Test func `What a former run was told is settled at the start, once, with the relay's reply`() async throws {
        let clock = ManualClock()
        let store = FakeQueueStore(clock: clock)
        let relay = try #require(ScriptedRelay())
        defer { relay.stop() }
        let bench = try LineUnderTest([LineUnderTest.relay(relay.port)], clock: clock, store: store)
        let (taken, settled) = (try bench.entry(), try bench.entry())
        let reply = Reply(code: .ok, enhanced: EnhancedStatusCode(2, 0, 0), text: "Ok: queued as 4C1F2")
        let attempt = AttemptRecord(
            number: 1, at: clock.now, relay: "main", stage: .finalDot, reply: reply, outcome: "accepted", reason: .relayAccepted,
            rule: "accepted")
        store.leaveLeased(taken, by: LeaseOwner(token: 99), until: clock.now + .seconds(60))
        let (recorder, _) = try FlightRecorder.open(directory: bench.directory, bootIdentifier: [1], slots: 64)
        recorder.startRun()
        // The second one's settlement was on disk: nothing of it is left to settle.
        for entry in [taken, settled] { recorder.accept(try #require(recorder.begin(entry.id)), attempt) }
        let next = try LineUnderTest([LineUnderTest.relay(relay.port)], clock: clock, directory: bench.directory, store: store)
        try await next.run { #expect(store.record(taken.id)?.state == .accepted) }
        #expect(store.record(taken.id)?.attempts == [attempt])
        #expect(store.record(taken.id)?.entry.resends == 0)
        #expect(relay.messages.isEmpty)
        #expect(try former(next) == FlightMarks(inDoubt: .these([])))
    }
}
