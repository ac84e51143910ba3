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
    let certificates: CertificateRule
    /// `nil`: none are sent.
    let canaries: CanaryRule?
    let clock: any TimeSource

    private static let interval: Duration = .seconds(5)

    func run() async throws {
        await cancelWhenGracefulShutdown {
            while !Task.isCancelled {
                if let summary = try? await store.summary(now: clock.now, minimumLeft: kinds.kinds.mapValues(\.minimumLeft)) {
                    record(summary)
                }
                let relays = pool.status()
                for relay in relays { record(relay) }
                record(certificates, relays)
                if let canaries { record(canaries, relays) }
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
            Gauge(label: "postduif_queue_will_expire_messages", dimensions: [("lane", lane.lane.rawValue)]).record(lane.willExpire)
        }
    }

    private func record(_ rule: CertificateRule, _ relays: [RelayStatus]) {
        for certificate in rule.ends(relays) {
            Gauge(
                label: "postduif_certificate_end_timestamp_seconds",
                dimensions: [("use", certificate.use), ("name", certificate.name)]
            ).record(certificate.end.seconds)
        }
    }

    private func record(_ rule: CanaryRule, _ relays: [RelayStatus]) {
        Gauge(label: "postduif_canary_interval_seconds").record(rule.every.secondsAsDouble)
        for relay in relays {
            for lane in Lane.allCases {
                Gauge(
                    label: "postduif_canary_accepted_timestamp_seconds",
                    dimensions: [("relay", relay.name), ("lane", lane.rawValue)]
                ).record(rule.last(relay, lane).seconds)
            }
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
