import Mail
import Queue
import StoreSQLite
import TestKit
import Testing

@Suite("Queue: pauses")
struct PauseConformanceTests {
    private let owner = LeaseOwner(token: 31)

    @Test("pauses are noted once and taken back", arguments: StoreUnderTest.all)
    func note(_ driver: StoreUnderTest) async throws {
        try await driver.run { store, clock in
            let all: Set<QueuePause> = [.lane(.link), .relay("primary"), .domain("example.be")]
            #expect(try await store.pauses().isEmpty)
            for pause in all {
                try await store.setPaused(true, pause, now: clock.now)
                try await store.setPaused(true, pause, now: clock.now)
            }
            #expect(try await store.pauses() == all)
            try await store.setPaused(false, .relay("primary"), now: clock.now)
            try await store.setPaused(false, .relay("other"), now: clock.now)
            #expect(try await store.pauses() == [.lane(.link), .domain("example.be")])
        }
    }

    @Test("pauses outlive the process")
    func durable() async throws {
        let directory = TemporaryDirectory()
        let clock = ManualClock()
        let first = try SQLiteStore.open(at: .directory(directory.path), clock: clock, logger: .quiet, audit: .sample)
        try await first.setPaused(true, .lane(.notice), now: clock.now)
        first.close()
        let second = try SQLiteStore.open(at: .directory(directory.path), clock: clock, logger: .quiet, audit: .sample)
        defer { second.close() }
        #expect(try await second.pauses() == [.lane(.notice)])
    }

    @Test("the next due time is that of the lanes that are asked for", arguments: StoreUnderTest.all)
    func nextDue(_ driver: StoreUnderTest) async throws {
        try await driver.run { store, clock in
            let samples = Samples(clock)
            try await store.enqueue([samples.entry(), samples.entry(KindTable.activationLink, dueIn: .seconds(9))])
            #expect(try await store.nextDue(in: [.link, .notice]) == clock.now + .seconds(9))
            #expect(try await store.nextDue(in: [.notice]) == nil)
            #expect(try await store.nextDue(in: []) == nil)
        }
    }

    @Test("what is held for a paused domain comes back in steps when it is resumed, and nothing else", arguments: StoreUnderTest.all)
    func releasePaused(_ driver: StoreUnderTest) async throws {
        try await driver.run { store, clock in
            let samples = Samples(clock)
            let receiver = FakeReceiver(places: 0)
            store.handOver(to: receiver)
            let mine = (0..<3).map { _ in samples.entry(domain: "paused.example") }
            let (other, refused, kept) = (
                samples.entry(domain: "other.example"), samples.entry(domain: "paused.example"), samples.entry(domain: "paused.example")
            )
            let domains = ["paused.example", "other.example"]
            for domain in domains { try await store.setPaused(true, .domain(domain), now: clock.now) }
            try await store.enqueue(mine + [other, refused, kept])
            for lease in try await store.leaseAll(owner, now: clock.now) {
                let reason: Reason = lease.entry.id == refused.id ? .senderRefused : .paused
                #expect(await store.settle(try samples.settlement(lease, .held(attempt: 0), reason: reason)) == .settled)
            }
            #expect(try await perform(.release, kept, store, clock) == .paused)
            #expect(try await perform(.hold, kept, store, clock) == .done)
            #expect(try await store.releasePaused(now: clock.now, limit: 2) == 0)
            try await store.setPaused(false, .domain("paused.example"), now: clock.now)
            clock.advance(by: .seconds(5))
            #expect(try await store.releasePaused(now: clock.now, limit: 2) == 2)
            #expect(try await store.releasePaused(now: clock.now, limit: 2) == 1)
            #expect(try await store.releasePaused(now: clock.now, limit: 2) == 0)
            #expect(receiver.due == [.code])
            #expect(try await store.leaseAll(owner, now: clock.now).map(\.entry) == mine)
            #expect(try await store.message(other.id)?.reason == .paused)
            #expect(try await store.message(refused.id)?.reason == .senderRefused)
            #expect(try await store.message(kept.id)?.reason == .heldByOperator)
            #expect(try await store.summary(now: clock.now, minimumLeft: [:]).lanes.first { $0.lane == .code }?.held == 3)
        }
    }

    private func perform(
        _ action: MessageAction, _ entry: QueueEntry, _ store: any QueueStore, _ clock: ManualClock
    ) async throws -> MessageActionResult {
        try await store.perform(action, on: entry.id, minimumLeft: [:], now: clock.now)
    }
}
