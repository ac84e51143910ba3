package import Mail

/// Up to when each thing is deleted (``Retention``).
package struct RetentionEdges: Hashable, Sendable {
    package var history: Instant
    package var activations: Instant
    package var codes: Instant
    package var audit: Instant

    package init(history: Instant, activations: Instant, codes: Instant, audit: Instant) {
        self.history = history
        self.activations = activations
        self.codes = codes
        self.audit = audit
    }
}
