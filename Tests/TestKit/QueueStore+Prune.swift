package import Mail
package import Queue

extension QueueStore {
    /// With codes kept as long as history, and everything else for ever.
    package func prune(historyBefore: Instant, now: Instant, limit: Int) async throws(StoreFault) -> Int {
        let edges = RetentionEdges(history: historyBefore, activations: .distantPast, codes: historyBefore, audit: .distantPast)
        return try await prune(edges, now: now, limit: limit)
    }
}
