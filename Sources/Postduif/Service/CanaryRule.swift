import API
import Delivery
import Mail
import Queue

/// When a relay or a lane counts as standing still: no canary was accepted for three intervals.
struct CanaryRule: Sendable {
    let every: Duration
    /// Stands for the first acceptance, so that what never accepted one is told of too.
    let started: Instant

    /// Intervals without an acceptance that are borne: one may be lost to a relay that is restarted.
    private static let patience = 3

    /// When a relay last accepted a canary through a lane, or since when one is waited for.
    func last(_ relay: RelayStatus, _ lane: Lane) -> Instant { relay.canaries[lane] ?? started }

    /// What stands still.
    func overdue(_ relays: [RelayStatus], now: Instant) -> [ReadinessReason] {
        relays.flatMap { relay in
            Lane.allCases.compactMap { lane in
                let age = now - last(relay, lane)
                guard age > every * Self.patience else { return nil }
                return .canaryMissing(relay: relay.name, lane, seconds: age.microseconds / 1_000_000)
            }
        }
    }
}
