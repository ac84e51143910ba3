/// Tells how the relays stand. Called on requests: answers from memory.
package protocol RelayReporting: Sendable {
    var relays: [RelayReport] { get }
}

/// How one relay stands.
package struct RelayReport: Hashable, Sendable {
    /// As configured.
    package let name: String
    /// The state of its breaker: `closed`, `open`, `half_open`, `paused`.
    package let breaker: String
    /// Open connections.
    package let connections: Int
    /// Messages that a connection has begun with.
    package let inFlight: Int

    package init(name: String, breaker: String, connections: Int, inFlight: Int) {
        self.name = name
        self.breaker = breaker
        self.connections = connections
        self.inFlight = inFlight
    }
}
