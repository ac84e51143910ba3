package import Mail
package import Queue

/// How the queue stood at one moment.
package struct FigureSample: Sendable {
    package let at: Instant
    /// What had not ended, by lane.
    package let depth: [Lane: Int]
    /// Messages ever brought into each final state.
    package let totals: [QueueState: Int]
    /// From the request to the relay's 250, by kind, since the start.
    package let latency: [String: LatencyCounts]

    package init(at: Instant, depth: [Lane: Int], totals: [QueueState: Int], latency: [String: LatencyCounts]) {
        self.at = at
        self.depth = depth
        self.totals = totals
        self.latency = latency
    }
}
