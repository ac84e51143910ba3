package import Mail
import Queue
package import Submission
import Synchronization

/// All relays with their breakers: who may take a message now.
package final class RelayPool: Sendable {
    struct Relay {
        var breaker = Breaker()
        /// By an operator.
        var isPaused = false
        var connections = 0
        /// Connections that are being opened.
        var connecting = 0
        var inFlight = 0
        /// How many connections are to be in use.
        var concurrency: ConcurrencyLimit
        /// And which ones.
        var places: ConnectionPlaces
        /// When it last opened a session or answered for a recipient.
        var lastAnswer: Duration?
        /// The message whose loss brought the relay to the plain dialogue, and when.
        var plainSince: (id: QueueID, at: Duration)?
        /// The message whose parameters the relay refused, and when.
        var bareSince: (id: QueueID, at: Duration)?
        /// Messages whose transactions broke since one went well.
        var strikes: Set<QueueID> = []
        /// When its certificate ends, as it showed it last.
        var certificateEnds: Instant?
        /// When it last accepted a canary, by lane.
        var canaries: [Lane: Instant] = [:]

        init(_ configuration: RelayConfiguration) {
            concurrency = ConcurrencyLimit(most: configuration.connections)
            places = ConnectionPlaces(connections: configuration.connections)
        }

        /// Whether it is to be had.
        var isAvailable: Bool { breaker.state == .closed && !isPaused }

        /// Whether this opened its breaker.
        mutating func failed(_ reason: Reason, now: Duration) -> Bool {
            strikes.removeAll()
            return breaker.failed(reason, now: now)
        }
    }

    private static let strikeLimit = 3
    /// How long a relay that broke while pipelining is spoken to plainly; a restart of its own may have been the cause.
    static let plainDuration: Duration = .seconds(600)

    package let configurations: [RelayConfiguration]
    let relays: Mutex<[Relay]>
    let clock: any TimeSource

    package init(_ configurations: [RelayConfiguration], clock: any TimeSource) {
        let sorted = configurations.sorted { $0.priority < $1.priority }
        self.configurations = sorted
        self.relays = Mutex(sorted.map { Relay($0) })
        self.clock = clock
    }

    /// What a connection of this relay may take: anything when the relay is to be had and no relay that is asked before it is.
    ///
    /// - Parameter number: Of the connection, from 0: one that has no place takes nothing.
    func turn(_ index: Int, connection number: Int = 0) -> Turn {
        relays.withLock { relays in
            guard relays[index].isAvailable, relays[index].use(connection: number) != .none else { return .nothing }
            let isAskedLater = configurations.indices.contains {
                configurations[$0].priority < configurations[index].priority && relays[$0].isAvailable
            }
            return isAskedLater ? .redirected : .all
        }
    }

    /// All relays that are to be had.
    var available: RelaySet {
        relays.withLock { relays in
            relays.indices.reduce(into: []) { if relays[$1].isAvailable { $0.insert(.relay($1)) } }
        }
    }

    /// Whether any relay is to be had.
    package var isAnyAvailable: Bool {
        relays.withLock { $0.contains(where: \.isAvailable) }
    }

    /// How long until the first open breaker may be tried; zero when a relay is to be had, a second when all are paused.
    var untilNextTry: Duration {
        relays.withLock { relays in
            guard !relays.contains(where: \.isAvailable) else { return .zero }
            let earliest = relays.filter { !$0.isPaused }.map(\.breaker.retryAt).min() ?? .zero
            return max(earliest - clock.monotonic, .seconds(1))
        }
    }

    /// Why the relay that was given up last is away; `nil` when all are to be had.
    package var outage: (relay: String, reason: Reason)? {
        relays.withLock { relays in
            for (index, relay) in relays.enumerated() where !relay.isAvailable {
                return (configurations[index].name, relay.isPaused ? .paused : relay.breaker.reason ?? .relayUnavailable)
            }
            return nil
        }
    }

    func failed(_ index: Int, _ reason: Reason) -> Bool {
        relays.withLock { $0[index].failed(reason, now: clock.monotonic) }
    }

    /// The relay refused our sender. The third time in a row opens its breaker where another relay is to be had: of two that refuse it at
    /// the same moment one stays. Returns whether this opened it.
    func isRefusedForAnother(_ index: Int, _ id: QueueID, _ reason: Reason) -> Bool {
        relays.withLock { relays in
            guard relays.indices.contains(where: { $0 != index && relays[$0].isAvailable }) else { return false }
            relays[index].strikes.insert(id)
            return relays[index].strikes.count >= Self.strikeLimit && relays[index].failed(reason, now: clock.monotonic)
        }
    }

    func takeProbe(_ index: Int) -> Bool {
        relays.withLock { !$0[index].isPaused && $0[index].breaker.takeProbe(now: clock.monotonic) }
    }

    /// An operator pauses a relay, or resumes it; one that is not configured is nobody's.
    func setPaused(_ isPaused: Bool, _ name: String) {
        relays.withLock { relays in
            for index in relays.indices where configurations[index].name == name { relays[index].isPaused = isPaused }
        }
    }

    /// Whether this relay may be asked, whatever the others do.
    func isAvailable(_ index: Int) -> Bool { relays.withLock { $0[index].isAvailable } }

    /// A transaction broke after its recipient was named. One message may be the cause; three in a row mean the relay.
    func struck(_ index: Int, _ id: QueueID) -> Bool {
        relays.withLock { relays in
            relays[index].strikes.insert(id)
            return relays[index].strikes.count >= Self.strikeLimit
        }
    }

    func connected(_ index: Int) { relays.withLock { $0[index].breaker.connected() } }
    func opened(_ index: Int, certificateEnds: Instant? = nil) {
        let now = clock.monotonic
        relays.withLock { relays in
            relays[index].connections += 1
            relays[index].lastAnswer = now
            if let certificateEnds { relays[index].certificateEnds = certificateEnds }
        }
    }
    func acceptedCanary(_ index: Int, _ lane: Lane, at now: Instant) { relays.withLock { $0[index].canaries[lane] = now } }
    func closed(_ index: Int) { relays.withLock { $0[index].connections -= 1 } }
    func began(_ index: Int) { relays.withLock { $0[index].inFlight += 1 } }
    func ended(_ index: Int) { relays.withLock { $0[index].inFlight -= 1 } }

    /// The relay offers PIPELINING and broke over this message: the plain dialogue for ten minutes. Returns whether that is new.
    func suspectPipelining(_ index: Int, _ id: QueueID) -> Bool {
        let now = clock.monotonic
        return relays.withLock { relays in
            guard !Self.isPlain(relays[index], now) else { return false }
            relays[index].plainSince = (id, now)
            return true
        }
    }

    /// The message broke the plain dialogue as well: PIPELINING was not to blame.
    func clearPipelining(_ index: Int, _ id: QueueID) {
        relays.withLock { relays in
            if relays[index].plainSince?.id == id { relays[index].plainSince = nil }
        }
    }

    func pipelines(_ index: Int) -> Bool {
        let now = clock.monotonic
        return relays.withLock { !Self.isPlain($0[index], now) }
    }

    private static func isPlain(_ relay: Relay, _ now: Duration) -> Bool {
        relay.plainSince.map { now - $0.at < plainDuration } ?? false
    }

    /// How each relay stands, in the order they are asked.
    package func status() -> [RelayStatus] {
        let now = clock.monotonic
        return relays.withLock { relays in
            zip(configurations, relays).map { configuration, relay in
                RelayStatus(
                    name: configuration.name, breaker: relay.breaker.state, reason: relay.breaker.reason,
                    weight: configuration.weight, priority: configuration.priority,
                    connections: relay.connections, inFlight: relay.inFlight, concurrency: relay.concurrency.limit,
                    isPlain: Self.isPlain(relay, now), isBare: Self.isBare(relay, now), isPaused: relay.isPaused,
                    certificateEnds: relay.certificateEnds, canaries: relay.canaries)
            }
        }
    }
}
