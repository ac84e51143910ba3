import Mail
import TestKit
import Testing

@testable import Delivery

@Suite struct TokenBucketTests {
    @Test(arguments: [(600, 10), (60, 1), (1, 1), (59, 1), (6_000, 100)])
    func `A second's share at once, and then one in each interval`(perMinute: Int, burst: Int) {
        var bucket = TokenBucket(perMinute: perMinute)
        var now = Duration.seconds(1_000)
        for _ in 0..<burst {
            #expect(bucket.wait(at: now) == .zero)
            bucket.take(at: now)
        }
        for _ in 0..<20 {
            let wait = bucket.wait(at: now)
            #expect(wait > .zero && wait <= .seconds(60) / perMinute + .nanoseconds(1))
            #expect(bucket.wait(at: now + wait - .nanoseconds(1)) == .nanoseconds(1))
            now += wait
            #expect(bucket.wait(at: now) == .zero)
            bucket.take(at: now)
        }
        // A long rest fills it, and no more.
        now += .seconds(3_600)
        for _ in 0..<burst { bucket.take(at: now) }
        #expect(bucket.wait(at: now) > .zero)
    }

    @Test func `A token given back is there again`() {
        var bucket = TokenBucket(perMinute: 60)
        bucket.take(at: .seconds(5))
        #expect(bucket.wait(at: .seconds(5)) > .zero)
        bucket.giveBack()
        #expect(bucket.wait(at: .seconds(5)) == .zero)
    }

    /// Between any two takes, whenever they were asked for.
    @Test(arguments: 0..<30)
    func `Never more than burst and rate times time, and all that was asked for is had`(seed: Int) {
        var random = SeededRandom(seed: UInt64(seed))
        let perMinute = [1, 7, 59, 60, 61, 600, 1_234, 60_000][Int.random(in: 0..<8, using: &random)]
        var bucket = TokenBucket(perMinute: perMinute)
        var now = Duration.zero
        var taken: [Duration] = []
        for _ in 0..<1_500 {
            now += .milliseconds(Int.random(in: 0...(Int.random(in: 0..<9, using: &random) == 0 ? 5_000 : 90), using: &random))
            while bucket.wait(at: now) == .zero, Bool.random(using: &random) {
                bucket.take(at: now)
                taken.append(now)
            }
        }
        for first in taken.indices {
            for last in stride(from: first, to: min(first + 200, taken.count), by: 7) {
                let allowed = Double(bucket.burst) + Double(perMinute) / 60 * (taken[last] - taken[first]).secondsAsDouble
                #expect(Double(last - first + 1) <= allowed + 1e-6)
            }
        }
        // Asked for all the time, the rate is reached.
        var count = 0
        let end = now + .seconds(120)
        while now < end {
            while bucket.wait(at: now) == .zero {
                bucket.take(at: now)
                count += 1
            }
            now += bucket.wait(at: now)
        }
        #expect(count >= 2 * perMinute - 1)
    }
}
