import Delivery
import Mail
import Metrics
import Queue
import ServiceLifecycle

/// Brings the queue's and the relays' state into gauges, every few seconds.
struct QueueGauges: Service {
    let store: any QueueStore
    let pool: RelayPool
    let kinds: KindTable
    let clock: any TimeSource

    private static let interval: Duration = .seconds(5)

    func run() async throws {
        await cancelWhenGracefulShutdown {
            while !Task.isCancelled {
                if let summary = try? await store.summary(now: clock.now, minimumLeft: kinds.kinds.mapValues(\.minimumLeft)) {
                    record(summary)
                }
                for relay in pool.status() { record(relay) }
                do { try await Pause.task(Self.interval) } catch { return }
            }
        }
    }

    private func record(_ summary: QueueSummary) {
        for lane in summary.lanes {
            for (state, count) in [("queued", lane.queued), ("leased", lane.leased), ("held", lane.held)] {
                Gauge(label: "postduif_queue_messages", dimensions: [("lane", lane.lane.rawValue), ("state", state)]).record(count)
            }
            Gauge(label: "postduif_queue_oldest_age_seconds", dimensions: [("lane", lane.lane.rawValue)])
                .record(lane.oldestAge?.secondsAsDouble ?? 0)
        }
    }

    private func record(_ relay: RelayStatus) {
        for state in Breaker.State.allCases.map(\.rawValue) + ["paused"] {
            Gauge(label: "postduif_relay_breaker", dimensions: [("relay", relay.name), ("state", state)])
                .record(relay.standing == state ? 1 : 0)
        }
        Gauge(label: "postduif_relay_concurrency", dimensions: [("relay", relay.name)]).record(relay.concurrency)
    }
}
