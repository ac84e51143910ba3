import Console
import Mail
import Queue
import ServiceLifecycle

/// Looks once a minute at how the queue stands, for the charts of the operator's console.
struct FigureSampling: Service {
    let history: FigureHistory
    let store: any QueueStore
    let kinds: KindTable
    let latency: @Sendable () -> [String: LatencyCounts]
    let clock: any TimeSource
    let pause: @Sendable (Duration) async throws -> Void

    func run() async throws {
        await cancelWhenGracefulShutdown {
            while !Task.isCancelled {
                // What is not seen is a gap: a store that cannot read says so elsewhere.
                if let sample = try? await look() { history.add(sample) }
                do { try await pause(FigureHistory.every) } catch { return }
            }
        }
    }

    /// How it stands now.
    @Sendable func look() async throws -> FigureSample {
        let summary = try await store.summary(now: clock.now, minimumLeft: kinds.kinds.mapValues(\.minimumLeft))
        let depth = summary.lanes.map { ($0.lane, $0.queued + $0.leased + $0.held) }
        return FigureSample(
            at: clock.now, depth: Dictionary(uniqueKeysWithValues: depth), totals: summary.totals, latency: latency())
    }
}
