package import Mail
package import Queue

/// How one relay stands.
package struct RelayStatus: Hashable, Sendable {
    package let name: String
    package let breaker: Breaker.State
    /// Why the breaker opened last; `nil` when the relay works.
    package let reason: Reason?
    /// Its share among the relays of equal priority.
    package let weight: Int
    /// Lower is asked first.
    package let priority: Int
    /// Open connections.
    package let connections: Int
    package let inFlight: Int
    /// How many connections may be in use now: from 1 to the relay's `connections`, fewer after it said that it has too much.
    package let concurrency: Int
    /// Spoken to without pipelining, since it broke while pipelining within the last ten minutes.
    package let isPlain: Bool
    /// Spoken to without the parameters of SIZE, DSN and DELIVERBY, since it refused one within the last ten minutes.
    package let isBare: Bool
    /// An operator paused it: it takes nothing, whatever its breaker says.
    package let isPaused: Bool
    /// When its certificate ends, or one above it, as it showed it last; `nil` before the first session, and without TLS.
    package let certificateEnds: Instant?
    /// When it last accepted a canary, by lane; lanes of which it accepted none since the start are not in it.
    package let canaries: [Lane: Instant]

    /// The word for its breaker in lists: `closed`, `open`, `half_open`, `paused`.
    package var standing: String { isPaused ? "paused" : breaker.rawValue }
}
