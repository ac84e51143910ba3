package import Mail
package import Queue

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
    /// Lower is asked first.
    package let priority: Int
    /// The share among relays of equal priority.
    package let weight: Int
    /// Open connections.
    package let connections: Int
    /// Connections that may be in use now: fewer than configured after the relay said that it has too much.
    package let concurrency: Int
    /// Messages that a connection has begun with.
    package let inFlight: Int
    /// Spoken to without pipelining, for it broke while pipelining.
    package let isPlain: Bool
    /// Spoken to without the parameters that can be left out, for it refused one.
    package let isBare: Bool
    /// Why the breaker opened last; `nil` when the relay works.
    package let reason: Reason?
    /// When its certificate ends, as it showed it last; `nil` before the first session, and without TLS.
    package let certificateEnds: Instant?
    /// When it last accepted a canary, by lane; lanes of which it accepted none since the start are not in it.
    package let canaries: [Lane: Instant]

    package init(
        name: String, breaker: String, priority: Int, weight: Int, connections: Int, concurrency: Int, inFlight: Int, isPlain: Bool,
        isBare: Bool, reason: Reason? = nil, certificateEnds: Instant? = nil, canaries: [Lane: Instant] = [:]
    ) {
        self.name = name
        self.breaker = breaker
        self.priority = priority
        self.weight = weight
        self.connections = connections
        self.concurrency = concurrency
        self.inFlight = inFlight
        self.isPlain = isPlain
        self.isBare = isBare
        self.reason = reason
        self.certificateEnds = certificateEnds
        self.canaries = canaries
    }
}
