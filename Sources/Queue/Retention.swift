package import Mail

/// How long what is over is kept. Addresses and what else is sealed go with the outcome, whatever is set here.
package struct Retention: Hashable, Sendable {
    /// Messages, from their issuance.
    package var history: Duration = .days(400)
    /// Activations, from their issuance; one that made a key, together with the key, from the key's end.
    package var activations: Duration = .days(90)
    /// Challenges of one-time codes, from their issuance.
    package var codes: Duration = .days(1)
    /// Entries of the audit log.
    package var audit: Duration = .days(3_650)

    package init() {}

    /// What is older than these instants goes now.
    package func edges(at now: Instant) -> RetentionEdges {
        RetentionEdges(history: now - history, activations: now - activations, codes: now - codes, audit: now - audit)
    }
}

extension Duration {
    fileprivate static func days(_ count: Int64) -> Duration { .seconds(count * 86_400) }
}
