import Mail
import Queue
import TestKit
import Testing

@testable import Delivery

/// Old history goes in small batches, all of it, with room for others in between.
@Suite struct PruningTests {
    @Test func `Pruning goes on until nothing is left, one batch at a time`() async throws {
        let bench = try LineUnderTest([LineUnderTest.relay(1)])
        bench.store.prunable = 1_750
        try await bench.run {
            #expect(await eventually { bench.store.prunings == [500] })
            // The next one waits for a moment in which others have the writer: time moves by hand here.
            for batches in 2...4 {
                bench.clock.advance(by: .milliseconds(60))
                #expect(await eventually { bench.store.prunings.count == batches })
            }
            #expect(bench.store.prunings == [500, 500, 500, 250] && bench.store.prunable == 0)
            // And again in a minute, not before.
            bench.store.prunable = 3
            bench.clock.advance(by: .seconds(59))
            bench.clock.advance(by: .seconds(1))
            #expect(await eventually { bench.store.prunable == 0 })
            #expect(bench.store.prunings == [500, 500, 500, 250, 3])
        }
    }
}
