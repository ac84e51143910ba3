import Mail
import Synchronization

/// How the queue stood in each minute of the last day, in memory: about two megabytes, and gone with the process.
///
/// Outcomes and depths are read from the store's counters, latencies from the process's own: no table is gone through for a chart.
package final class FigureHistory: Sendable {
    /// Between two looks.
    package static let every: Duration = .seconds(60)
    /// A day, with its both ends.
    static let most = 24 * 60 + 1

    private let kept = Mutex<[FigureSample]>([])

    package init() {}

    /// Adds a look. One that is not later than the last, as after a step of the clock, begins anew.
    package func add(_ sample: FigureSample) {
        kept.withLock { kept in
            if let last = kept.last, sample.at <= last.at { kept.removeAll() }
            kept.append(sample)
            if kept.count > Self.most { kept.removeFirst() }
        }
    }

    /// Oldest first.
    package var samples: [FigureSample] { kept.withLock { $0 } }
}
