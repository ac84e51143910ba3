import Mail
import Queue
import TestKit
import Testing

@Suite("Queue: hold, release, retry")
struct OperatorConformanceTests {
    private let owner = LeaseOwner(token: 21)
    private let minimumLeft = [KindTable.oneTimeCode: Duration.seconds(60)]

    @Test("what is held is not leased, and released it is due at once, as it was", arguments: StoreUnderTest.all)
    func holdAndRelease(_ driver: StoreUnderTest) async throws {
        try await driver.run { store, clock in
            let receiver = FakeReceiver(places: 0)
            store.handOver(to: receiver)
            let entry = Samples(clock).entry(KindTable.activationLink, life: .seconds(3_600))
            try await store.enqueue([entry])
            #expect(try await perform(.hold, entry, store, clock) == .done)
            #expect(try await store.message(entry.id)?.state == .held)
            #expect(try await store.message(entry.id)?.reason == .heldByOperator)
            #expect(try await perform(.hold, entry, store, clock) == .unchanged)
            #expect(try await store.leaseAll(owner, now: clock.now).isEmpty)
            clock.advance(by: .seconds(10))
            #expect(receiver.due.isEmpty)
            #expect(try await perform(.release, entry, store, clock) == .done)
            #expect(receiver.due == [.link])
            #expect(try await store.message(entry.id)?.reason == .releasedByOperator)
            #expect(try await perform(.release, entry, store, clock) == .unchanged)
            let lease = try #require(try await store.leaseAll(owner, now: clock.now).first)
            var expected = entry
            expected.due = clock.now
            #expect(lease.entry == expected)
        }
    }

    @Test("a retry makes due at once what was deferred or held", arguments: StoreUnderTest.all)
    func retry(_ driver: StoreUnderTest) async throws {
        try await driver.run { store, clock in
            let samples = Samples(clock)
            let (later, due, held) = (samples.entry(dueIn: .seconds(90)), samples.entry(), samples.entry())
            try await store.enqueue([later, due, held])
            #expect(try await perform(.hold, held, store, clock) == .done)
            #expect(try await perform(.retry, later, store, clock) == .done)
            #expect(try await perform(.retry, due, store, clock) == .unchanged)
            #expect(try await perform(.retry, held, store, clock) == .done)
            #expect(try await store.message(later.id)?.due == clock.now)
            #expect(Set(try await store.leaseAll(owner, now: clock.now).map(\.entry.id)) == [later.id, due.id, held.id])
        }
    }

    @Test("what waits in memory is taken out and held; what a connection has is left to it", arguments: StoreUnderTest.all)
    func leased(_ driver: StoreUnderTest) async throws {
        try await driver.run { store, clock in
            let samples = Samples(clock)
            let receiver = FakeReceiver(places: 5)
            store.handOver(to: receiver)
            let (near, far) = (samples.entry(), samples.entry())
            try await store.enqueue([near, far])
            receiver.allowWithdrawal(of: near.id)
            #expect(try await perform(.hold, near, store, clock) == .done)
            #expect(receiver.leases.map(\.entry.id) == [far.id])
            for action in MessageAction.allCases { #expect(try await perform(action, far, store, clock) == .inFlight) }
            let lease = try #require(receiver.leases.first)
            #expect(await store.settle(try samples.settlement(lease, .waiting(due: clock.now, attempt: 1, resends: 0))) == .settled)
            #expect(try await store.message(far.id)?.state == .queued)
            #expect(try await store.message(near.id)?.state == .held)
        }
    }

    @Test("what was cancelled while a connection had it ends when it is held", arguments: StoreUnderTest.all)
    func cancelledBefore(_ driver: StoreUnderTest) async throws {
        try await driver.run { store, clock in
            let receiver = FakeReceiver(places: 5)
            store.handOver(to: receiver)
            let entry = Samples(clock).entry()
            try await store.enqueue([entry])
            #expect(try await store.cancel(entry.id, reason: .cancelledByCaller, now: clock.now) == .inFlight)
            // The connection gave it back unharmed.
            receiver.allowWithdrawal(of: entry.id)
            #expect(try await perform(.hold, entry, store, clock) == .alreadyFinished(.cancelled))
            #expect(try await store.message(entry.id)?.reason == .cancelledByCaller)
        }
    }

    @Test("nothing is released with less life than its kind needs, and it expires", arguments: StoreUnderTest.all)
    func tooLate(_ driver: StoreUnderTest) async throws {
        try await driver.run { store, clock in
            let samples = Samples(clock)
            let (held, deferred) = (samples.entry(), samples.entry(dueIn: .seconds(599)))
            try await store.enqueue([held, deferred])
            #expect(try await perform(.hold, held, store, clock) == .done)
            clock.advance(by: .seconds(540))
            #expect(try await perform(.release, held, store, clock) == .tooLate)
            #expect(try await perform(.retry, held, store, clock) == .tooLate)
            #expect(try await perform(.retry, deferred, store, clock) == .tooLate)
            #expect(try await store.expire(now: clock.now, minimumLeft: minimumLeft, limit: 10) == 2)
            for action in MessageAction.allCases {
                #expect(try await perform(action, held, store, clock) == .alreadyFinished(.expired))
            }
            #expect(try await perform(.hold, samples.entry(), store, clock) == .notFound)
        }
    }

    @Test("many are acted on in one transaction, each told what became of it", arguments: StoreUnderTest.all)
    func many(_ driver: StoreUnderTest) async throws {
        try await driver.run { store, clock in
            let samples = Samples(clock)
            let receiver = FakeReceiver(places: 1)
            store.handOver(to: receiver)
            let (leased, queued, held, ended) = (samples.entry(), samples.entry(), samples.entry(), samples.entry())
            try await store.enqueue([leased])
            try await store.enqueue([queued, held, ended])
            #expect(try await perform(.hold, held, store, clock) == .done)
            #expect(try await store.cancel(ended.id, reason: .cancelledByCaller, now: clock.now) == .cancelled)
            let ids = [leased, queued, held, ended, samples.entry()].map(\.id)
            let results = try await perform(.perform(.hold), ids, store, clock)
            #expect(results == [.inFlight, .done, .unchanged, .alreadyFinished(.cancelled), .notFound])
            #expect(try await perform(.perform(.release), ids, store, clock).prefix(3) == [.inFlight, .done, .done])
            #expect(receiver.due.contains(.code))
            let cancelled = try await perform(.cancel(.cancelledByOperator), ids, store, clock)
            #expect(cancelled.prefix(3) == [.inFlight, .done, .done])
            #expect(try await store.message(queued.id)?.reason == .cancelledByOperator)
            let summary = try await store.summary(now: clock.now, minimumLeft: [:])
            #expect(summary.lanes.map(\.queued) == [0, 0, 0] && summary.lanes.map(\.held) == [0, 0, 0])
            #expect(summary.totals[.cancelled] == 3)
        }
    }

    @Test("a page of what waits has nothing of history", arguments: StoreUnderTest.all)
    func waiting(_ driver: StoreUnderTest) async throws {
        try await driver.run { store, clock in
            let samples = Samples(clock)
            let (waiting, ended) = (samples.entry(), samples.entry())
            try await store.enqueue([waiting, ended])
            _ = try await store.cancel(ended.id, reason: .cancelledByCaller, now: clock.now)
            let page = try await store.messages(MessageFilter(isWaiting: true), after: nil, limit: 10)
            #expect(page.messages.map(\.id) == [waiting.id] && page.rows == Limits.filteredRows)
            // Both tables are looked at where either may have some.
            #expect(try await store.messages(MessageFilter(), after: nil, limit: 10).rows == 2 * Limits.filteredRows)
            let none = try await store.messages(MessageFilter(state: .cancelled, isWaiting: true), after: nil, limit: 10)
            #expect(none.messages.isEmpty && none.next == nil)
        }
    }

    private func perform(
        _ action: BulkAction, _ ids: [QueueID], _ store: any QueueStore, _ clock: ManualClock
    ) async throws -> [MessageActionResult] {
        try await store.perform(action, on: ids, selection: "all", minimumLeft: minimumLeft, by: .localOperator, now: clock.now)
    }

    private func perform(
        _ action: MessageAction, _ entry: QueueEntry, _ store: any QueueStore, _ clock: ManualClock
    ) async throws -> MessageActionResult {
        try await store.perform(action, on: entry.id, minimumLeft: minimumLeft, now: clock.now)
    }
}
