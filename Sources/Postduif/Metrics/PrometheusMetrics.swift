import Console
import CoreMetrics
import Synchronization

/// A count that only grows.
final class PrometheusCounter: CounterHandler {
    private let count = Atomic<Int64>(0)
    var value: Int64 { count.load(ordering: .relaxed) }

    func increment(by amount: Int64) { count.add(amount, ordering: .relaxed) }
    func reset() { count.store(0, ordering: .relaxed) }
}

/// A value that goes up and down.
final class PrometheusGauge: MeterHandler, RecorderHandler {
    private let bits = Atomic<UInt64>(0)
    var value: Double { Double(bitPattern: bits.load(ordering: .relaxed)) }

    func set(_ value: Int64) { set(Double(value)) }
    func set(_ value: Double) { bits.store(value.bitPattern, ordering: .relaxed) }
    func record(_ value: Int64) { set(Double(value)) }
    func record(_ value: Double) { set(value) }
    func increment(by amount: Double) { change(by: amount) }
    func decrement(by amount: Double) { change(by: -amount) }

    private func change(by amount: Double) {
        var seen = bits.load(ordering: .relaxed)
        while true {
            let next = (Double(bitPattern: seen) + amount).bitPattern
            let (exchanged, original) = bits.weakCompareExchange(expected: seen, desired: next, ordering: .relaxed)
            if exchanged { return }
            seen = original
        }
    }
}

/// Observations counted by upper bound, with their sum.
final class PrometheusHistogram: RecorderHandler, TimerHandler {
    private let buckets: [Double]
    private let state: Mutex<(counts: [Int64], sum: Double, count: Int64)>

    init(buckets: [Double]) {
        self.buckets = buckets
        self.state = Mutex(([Int64](repeating: 0, count: buckets.count), 0, 0))
    }

    func record(_ value: Int64) { record(Double(value)) }
    func recordNanoseconds(_ duration: Int64) { record(Double(duration) / 1e9) }

    func record(_ value: Double) {
        let index = buckets.firstIndex { value <= $0 }
        state.withLock { state in
            if let index { state.counts[index] += 1 }
            state.sum += value
            state.count += 1
        }
    }

    /// What was counted in each bucket, the last one beyond all bounds.
    var latency: LatencyCounts {
        let (counts, _, count) = state.withLock { $0 }
        return LatencyCounts(bounds: buckets, counts: counts + [count - counts.reduce(0, +)])
    }

    func lines(name: String, labels: String) -> String {
        let (counts, sum, count) = state.withLock { $0 }
        let prefix = labels.isEmpty ? "" : labels + ","
        var total: Int64 = 0
        var lines: [String] = []
        for (bound, inBucket) in zip(buckets, counts) {
            total += inBucket
            lines.append("\(name)_bucket{\(prefix)le=\"\(PrometheusRegistry.number(bound))\"} \(total)")
        }
        lines.append("\(name)_bucket{\(prefix)le=\"+Inf\"} \(count)")
        let braces = PrometheusRegistry.braces(labels)
        lines.append("\(name)_sum\(braces) \(sum)")
        lines.append("\(name)_count\(braces) \(count)")
        return lines.joined(separator: "\n")
    }
}
