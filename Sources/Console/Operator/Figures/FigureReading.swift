import Mail
import Queue

/// What the charts show, computed from looks: pure.
struct FigureReading: Sendable {
    /// Oldest first, the look of this moment last; never empty.
    private let samples: [FigureSample]
    private let now: FigureSample

    static let hours = 24
    /// Of the chart of depths.
    static let depthSpan: Duration = .seconds(6 * 3_600)
    static let depthPoints = 72

    init(_ history: [FigureSample], now: FigureSample) {
        samples = history.filter { $0.at < now.at && now.at - $0.at <= .seconds(Int64(Self.hours + 1) * 3_600) } + [now]
        self.now = now
    }

    /// Since when it counts.
    var since: Instant { samples.first?.at ?? now.at }

    /// What ended in one hour.
    struct Hour: Hashable, Sendable {
        let begin: Instant
        let ended: [QueueState: Int]
    }

    /// The last hours by the clock, oldest first, the current one last; none from before the first look.
    var outcomes: [Hour] {
        let current = now.at.seconds - now.at.seconds % 3_600
        return (0..<Self.hours).reversed().compactMap { back in
            let begin = Instant(seconds: current - Int64(back) * 3_600)
            guard begin + .seconds(3_600) > since else { return nil }
            let (first, last) = (sample(at: begin), sample(at: begin + .seconds(3_600)))
            let states = QueueState.allCases.filter(\.isTerminal)
            return Hour(
                begin: begin,
                ended: Dictionary(uniqueKeysWithValues: states.map { ($0, max(0, (last.totals[$0] ?? 0) - (first.totals[$0] ?? 0))) }))
        }
    }

    /// Latencies of the last day, by kind.
    var latency: [String: LatencyCounts] {
        let dayAgo = now.at - .seconds(Int64(Self.hours) * 3_600)
        // Counts begin with the process, so that its first look may be compared with nothing.
        let former = since <= dayAgo ? sample(at: dayAgo) : nil
        return Dictionary(uniqueKeysWithValues: now.latency.map { ($0.key, $0.value.since(former?.latency[$0.key])) })
    }

    /// What waited, at equal distances in time, oldest first; none from before the first look.
    var depths: [(at: Instant, depth: [Lane: Int])] {
        let step = Self.depthSpan.microseconds / Int64(Self.depthPoints)
        return (0...Self.depthPoints).reversed().compactMap { back in
            let at = Instant(microseconds: now.at.microseconds - Int64(back) * step)
            return at >= since ? (at, sample(at: at).depth) : nil
        }
    }

    /// The last look until then; before the first one, that.
    private func sample(at instant: Instant) -> FigureSample {
        let later = samples.firstIndex { $0.at > instant } ?? samples.count
        return samples[max(0, later - 1)]
    }
}
