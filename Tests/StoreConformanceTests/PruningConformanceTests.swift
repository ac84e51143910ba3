import Mail
import Queue
import Synchronization
import TestKit
import Testing

/// Old history is deleted while others write.
@Suite("Queue: pruning beside requests")
struct PruningConformanceTests {
    @Test("while batch after batch of old history goes, a request waits for two batches at most", arguments: StoreUnderTest.all)
    func requestsGetThrough(_ driver: StoreUnderTest) async throws {
        try await driver.run { store, clock in
            let samples = Samples(clock)
            for _ in 0..<10 {
                let old = (0..<200).map { _ in samples.entry() }
                try await store.enqueue(old)
                for entry in old { _ = try await store.cancel(entry.id, reason: .cancelledByOperator, now: clock.now) }
            }
            clock.advance(by: .seconds(100))
            let now = clock.now
            let batches = Mutex(0)
            // Counted at the commit itself: when the answer is looked at is the matter of a busy machine.
            let asked = Mutex(0)
            let most = Mutex(0)
            let receiver = FakeReceiver(places: .max) {
                let waited = batches.withLock { $0 } - asked.withLock { $0 }
                most.withLock { $0 = max($0, waited) }
            }
            store.handOver(to: receiver)
            let pruning = Task {
                while true {
                    let pruned = try await store.prune(historyBefore: now, now: now, limit: 50)
                    batches.withLock { $0 += 1 }
                    if pruned < 50 { return }
                }
            }
            var served = 0
            while batches.withLock({ $0 }) <= 40 {
                let before = batches.withLock { $0 }
                asked.withLock { $0 = before }
                try await store.enqueue([samples.entry()])
                served += 1
            }
            try await pruning.value
            // The one that is under way when it comes, and the one that is committed with it.
            #expect(most.withLock { $0 } <= 2 && served > 0)
            #expect(batches.withLock { $0 } == 41)
            #expect(try await store.summary(now: clock.now, minimumLeft: [:]).lanes.map(\.leased) == [served, 0, 0])
        }
    }
}
