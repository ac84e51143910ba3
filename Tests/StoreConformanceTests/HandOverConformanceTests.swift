import Mail
import Queue
import TestKit
import Testing

@Suite("Queue: hand-over in memory, cancel, supersession")
struct HandOverConformanceTests {
    @Test("an entry that is due is committed as leased while there is room", arguments: StoreUnderTest.all)
    func insertAsLeased(_ driver: StoreUnderTest) async throws {
        try await driver.run { store, clock in
            let samples = Samples(clock)
            let receiver = FakeReceiver(places: 2)
            store.handOver(to: receiver)
            let entries = [samples.entry(), samples.entry(), samples.entry(), samples.entry(dueIn: .seconds(30))]
            try await store.enqueue(entries)
            #expect(receiver.leases.map(\.entry) == Array(entries[..<2]))
            #expect(receiver.leases.allSatisfy { $0.owner == receiver.owner && $0.until == clock.now + Lease.duration })
            #expect(receiver.wakes == 1)
            #expect(receiver.taken == 2)
            #expect(try await store.message(entries[0].id)?.state == .leased)
            #expect(try await store.message(entries[2].id)?.state == .queued)
            #expect(await store.settle(try samples.settlement(receiver.leases[0], .finished(.accepted))) == .settled)
            store.handOver(to: nil)
            try await store.enqueue([samples.entry()])
            #expect(receiver.leases.count == 2)
        }
    }

    @Test("places come back when the request fails, and its neighbours are handed over", arguments: StoreUnderTest.all)
    func releaseAfterFailure(_ driver: StoreUnderTest) async throws {
        try await driver.run { store, clock in
            let samples = Samples(clock)
            let receiver = FakeReceiver(places: 100)
            store.handOver(to: receiver)
            let twice = samples.entry()
            try await store.enqueue([twice])
            await #expect(throws: StoreFault.self) { try await store.enqueue([samples.entry(), twice]) }
            #expect(receiver.taken == 1)
            #expect(receiver.leases.map(\.entry.id) == [twice.id])
            let entries = (0..<40).map { _ in samples.entry() }
            await withTaskGroup(of: Void.self) { group in
                for (index, entry) in entries.enumerated() {
                    group.addTask { try? await store.enqueue(index % 4 == 0 ? [entry, twice] : [entry]) }
                }
            }
            #expect(receiver.leases.count == 31)
            #expect(receiver.taken == 31)
            #expect(Set(receiver.leases.map(\.entry.id)).count == 31)
            #expect(try await store.summary(now: clock.now, minimumLeft: [:]).lanes.first { $0.lane == .code }?.leased == 31)
        }
    }

    @Test("cancel says what became of it", arguments: StoreUnderTest.all)
    func cancel(_ driver: StoreUnderTest) async throws {
        try await driver.run { store, clock in
            let samples = Samples(clock)
            let queued = samples.entry(dueIn: .seconds(30))
            let (near, far) = (samples.entry(), samples.entry())
            let receiver = FakeReceiver(places: 5)
            store.handOver(to: receiver)
            try await store.enqueue([queued, near, far])
            receiver.allowWithdrawal(of: near.id)
            #expect(try await store.cancel(queued.id, reason: .cancelledByCaller, now: clock.now) == .cancelled)
            #expect(try await store.cancel(near.id, reason: .cancelledByCaller, now: clock.now) == .cancelled)
            #expect(try await store.cancel(far.id, reason: .cancelledByCaller, now: clock.now) == .inFlight)
            #expect(try await store.cancel(near.id, reason: .revoked, now: clock.now) == .alreadyFinished(.cancelled))
            #expect(try await store.cancel(QueueID(high: 0, low: 9), reason: .revoked, now: clock.now) == .notFound)
            #expect(try await store.message(near.id)?.reason == .cancelledByCaller)
            #expect(receiver.leases.map(\.entry.id) == [far.id])
        }
    }

    /// Ways for a leased entry to wait again.
    enum WayBack: CaseIterable { case deferral, hold, drain, lostLease, lostAfterDot, resendAfterDoubt }

    @Test(
        "what is cancelled or superseded while a connection has it is never tried again", arguments: StoreUnderTest.all,
        WayBack.allCases)
    func withdrawnInFlight(_ driver: StoreUnderTest, _ way: WayBack) async throws {
        try await driver.run { store, clock in
            let samples = Samples(clock)
            let (older, newer, cancelled) = (samples.entry(supersession: [7]), samples.entry(supersession: [7]), samples.entry())
            try await store.enqueue([older, cancelled])
            let owner = LeaseOwner(token: 5)
            let leases = try await store.leaseAll(owner, now: clock.now)
            try await store.enqueue([newer])
            #expect(try await store.cancel(cancelled.id, reason: .cancelledByCaller, now: clock.now) == .inFlight)
            try await bring(leases, back: way, store, samples, owner)
            let (first, second) = (try await store.message(older.id), try await store.message(cancelled.id))
            #expect(first?.supersededBy == newer.id)
            let isInDoubt = way == .lostAfterDot || way == .resendAfterDoubt
            #expect([first?.state, second?.state] == (isInDoubt ? [.inDoubt, .inDoubt] : [.cancelled, .cancelled]))
            let doubt: Reason = way == .resendAfterDoubt ? .lostAfterFinalDot : .processEndedAfterFinalDot
            #expect([first?.reason, second?.reason] == (isInDoubt ? [doubt, doubt] : [.superseded, .cancelledByCaller]))
            #expect(try await store.leaseAll(owner, now: clock.now).map(\.entry.id) == [newer.id])
        }
    }

    private func bring(
        _ leases: [Lease], back way: WayBack, _ store: any QueueStore, _ samples: Samples, _ owner: LeaseOwner
    ) async throws {
        let now = samples.clock.now
        switch way {
        case .deferral, .hold, .resendAfterDoubt:
            for lease in leases {
                let next: Settlement.Next = way == .hold ? .held(attempt: 1) : .waiting(due: now, attempt: 1, resends: 0)
                let reason: Reason = way == .resendAfterDoubt ? .resendAfterDoubt : .temporaryRefusal
                #expect(await store.settle(try samples.settlement(lease, next, reason: reason)) == .settled)
                #expect(try await store.message(lease.entry.id)?.attempts.count == 1)
            }
        case .drain: try await store.giveBack(leases.map(\.row), owner: owner, now: now)
        case .lostLease, .lostAfterDot:
            let inDoubt: InDoubtEntries = way == .lostAfterDot ? .all : .these([])
            _ = try await store.recover(owner: LeaseOwner(token: 6), formerOwners: true, inDoubt: inDoubt, now: now, limit: 10)
        }
    }

    @Test("a newer entry supersedes those that wait", arguments: StoreUnderTest.all)
    func supersedeQueued(_ driver: StoreUnderTest) async throws {
        try await driver.run { store, clock in
            let samples = Samples(clock)
            let (older, stranger) = (samples.entry(supersession: [7]), samples.entry(supersession: [8]))
            try await store.enqueue([older, stranger])
            let newer = samples.entry(supersession: [7])
            try await store.enqueue([newer])
            let message = try #require(try await store.message(older.id))
            #expect(message.state == .cancelled)
            #expect(message.reason == .superseded)
            #expect(message.supersededBy == newer.id)
            #expect(try await store.leaseAll(LeaseOwner(token: 5), now: clock.now).map(\.entry.id) == [stranger.id, newer.id])
        }
    }

    @Test("a leased entry is superseded only while no connection has begun with it", arguments: StoreUnderTest.all)
    func supersedeLeased(_ driver: StoreUnderTest) async throws {
        try await driver.run { store, clock in
            let samples = Samples(clock)
            let receiver = FakeReceiver(places: 5)
            store.handOver(to: receiver)
            let (near, far) = (samples.entry(supersession: [7]), samples.entry(supersession: [8]))
            try await store.enqueue([near, far])
            receiver.allowWithdrawal(of: near.id)
            let newer = [samples.entry(supersession: [7]), samples.entry(supersession: [8])]
            try await store.enqueue(newer)
            #expect(try await store.message(near.id)?.state == .cancelled)
            #expect(try await store.message(far.id)?.state == .leased)
            #expect(receiver.leases.map(\.entry.id) == [far.id] + newer.map(\.id))
            #expect(receiver.taken == 3)
        }
    }

    @Test("of two in one request only the newer is handed over", arguments: StoreUnderTest.all)
    func supersedeInOneRequest(_ driver: StoreUnderTest) async throws {
        try await driver.run { store, clock in
            let samples = Samples(clock)
            let receiver = FakeReceiver(places: 5)
            store.handOver(to: receiver)
            let entries = [samples.entry(supersession: [7]), samples.entry(supersession: [7])]
            try await store.enqueue(entries)
            #expect(receiver.leases.map(\.entry.id) == [entries[1].id])
            #expect(receiver.taken == 1)
            #expect(try await store.message(entries[0].id)?.state == .cancelled)
        }
    }

    @Test("an entry withdrawn for a request that fails goes back to the line", arguments: StoreUnderTest.all)
    func withdrawnForNothing(_ driver: StoreUnderTest) async throws {
        try await driver.run { store, clock in
            let samples = Samples(clock)
            let receiver = FakeReceiver(places: 5)
            store.handOver(to: receiver)
            let older = samples.entry(supersession: [7])
            try await store.enqueue([older])
            receiver.allowWithdrawal(of: older.id)
            let twice = samples.entry()
            await #expect(throws: StoreFault.self) { try await store.enqueue([samples.entry(supersession: [7]), twice, twice]) }
            #expect(try await store.message(older.id)?.state == .leased)
            #expect(receiver.leases.map(\.entry.id) == [older.id])
            #expect(receiver.taken == 1)
        }
    }
}
