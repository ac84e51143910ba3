package import Mail
import Queue
import Submission

extension DeliveryLine {
    /// Commits one canary for each relay that is to be had, through each lane that is not paused.
    ///
    /// What is away gets none: its last acceptance ages, and that is what shows. A canary is tried once, by its own relay.
    ///
    /// - Parameter address: Where they go.
    package func sendCanaries(to address: EmailAddress) async throws {
        let now = services.clock.now
        var entries: [QueueEntry] = []
        for relay in pool.configurations {
            for lane in Lane.allCases {
                // Shown with 0 too: a canary that was never accepted is seen.
                for what in LineMetrics.Canary.allCases { LineMetrics.countCanary(relay.name, lane, what, by: 0) }
            }
        }
        for (index, relay) in pool.configurations.enumerated() where pool.isAvailable(index) {
            for lane in lanes.servedLanes.sorted() {
                let id = QueueID(at: now, random: services.random)
                entries.append(
                    try CanaryMail.entry(relay: relay.name, lane: lane, to: address, id: id, seal: services.seal, now: now))
                lanes.remember(id, avoiding: RelaySet.all.subtracting(.relay(index)), due: now)
                LineMetrics.countCanary(relay.name, lane, .sent)
            }
        }
        if !entries.isEmpty { try await services.store.enqueue(entries) }
    }
}
