import Mail
import Queue
import TestKit
import Testing

@Suite("Queue: canaries are no citizens' mails")
struct CanaryConformanceTests {
    @Test(
        "one that was accepted leaves nothing, one that was not is in history, and neither is in the totals", arguments: StoreUnderTest.all)
    func settled(_ driver: StoreUnderTest) async throws {
        try await driver.run { store, clock in
            let samples = Samples(clock)
            let receiver = FakeReceiver(places: 5)
            store.handOver(to: receiver)
            let (good, bad, code) = (samples.entry(KindTable.canary), samples.entry(KindTable.canary, lane: .link), samples.entry())
            try await store.enqueue([good, bad, code])
            let leases = receiver.leases
            #expect(await store.settle(try samples.settlement(leases[0], .finished(.accepted))) == .settled)
            #expect(await store.settle(try samples.settlement(leases[0], .finished(.accepted))) == .notLeased)
            #expect(await store.settle(try samples.settlement(leases[1], .finished(.rejected), reason: .retriesExhausted)) == .settled)
            #expect(await store.settle(try samples.settlement(leases[2], .finished(.accepted))) == .settled)
            #expect(try await store.message(good.id) == nil)
            #expect(try await store.message(bad.id)?.state == .rejected)
            let summary = try await store.summary(now: clock.now, minimumLeft: [:])
            #expect(summary.totals.filter { $0.value > 0 } == [.accepted: 1])
            #expect(summary.lanes.allSatisfy { $0.queued + $0.leased + $0.held == 0 })
        }
    }

    @Test("waiting it counts in its lane and is not told of before its end; ended it is in no total", arguments: StoreUnderTest.all)
    func waiting(_ driver: StoreUnderTest) async throws {
        try await driver.run { store, clock in
            let samples = Samples(clock)
            let (canary, cancelled) = (samples.entry(KindTable.canary, life: .seconds(60)), samples.entry(KindTable.canary))
            try await store.enqueue([canary, cancelled])
            let summary = try await store.summary(now: clock.now, minimumLeft: [:])
            #expect(summary.lanes.map(\.queued) == [2, 0, 0] && summary.lanes.map(\.willExpire) == [0, 0, 0])
            #expect(try await store.cancel(cancelled.id, reason: .cancelledByOperator, now: clock.now) == .cancelled)
            clock.advance(by: .seconds(61))
            #expect(try await store.expire(now: clock.now, minimumLeft: [:], limit: 10) == 1)
            let after = try await store.summary(now: clock.now, minimumLeft: [:])
            #expect(after.lanes.map(\.queued) == [0, 0, 0] && after.totals.values.reduce(0, +) == 0)
        }
    }

    @Test("accepted by a former run it is settled and in no total", arguments: StoreUnderTest.all)
    func recovered(_ driver: StoreUnderTest) async throws {
        try await driver.run { store, clock in
            let samples = Samples(clock)
            let receiver = FakeReceiver(places: 5)
            store.handOver(to: receiver)
            let canary = samples.entry(KindTable.canary)
            try await store.enqueue([canary])
            let marks = FlightMarks(accepted: [canary.id: try samples.attempt()], inDoubt: .these([]))
            let found = try await store.recover(
                owner: LeaseOwner(token: 99), formerOwners: true, marks: marks, now: clock.now, limit: 10)
            #expect(found.map(\.became) == [.accepted])
            #expect(try await store.summary(now: clock.now, minimumLeft: [:]).totals.values.reduce(0, +) == 0)
        }
    }
}
