package import Mail
import Queue
package import Submission
import Synchronization

/// All relays with their breakers: who may take a message now.
package final class RelayPool: Sendable {
    struct Relay {
        var breaker = Breaker()
        var connections = 0
        var inFlight = 0
        /// The message whose loss brought the relay to the plain dialogue, and when.
        var plainSince: (id: QueueID, at: Duration)?
        /// The message whose parameters the relay refused, and when.
        var bareSince: (id: QueueID, at: Duration)?
        /// Messages whose transactions broke since one went well.
        var strikes: Set<QueueID> = []
    }

    private static let strikeLimit = 3
    /// How long a relay that broke while pipelining is spoken to plainly; a restart of its own may have been the cause.
    static let plainDuration: Duration = .seconds(600)

    package let configurations: [RelayConfiguration]
    let relays: Mutex<[Relay]>
    let clock: any TimeSource

    package init(_ configurations: [RelayConfiguration], clock: any TimeSource) {
        self.configurations = configurations.sorted { $0.priority < $1.priority }
        self.relays = Mutex(configurations.map { _ in Relay() })
        self.clock = clock
    }

    /// What this relay may take: anything when its breaker is closed and no relay that is asked before it has a closed one.
    func turn(_ index: Int) -> Turn {
        relays.withLock { relays in
            guard relays[index].breaker.state == .closed else { return .nothing }
            let isAskedLater = configurations.indices.contains {
                configurations[$0].priority < configurations[index].priority && relays[$0].breaker.state == .closed
            }
            return isAskedLater ? .redirected : .all
        }
    }

    /// All relays that are to be had.
    var available: RelaySet {
        relays.withLock { relays in
            relays.indices.reduce(into: []) { if relays[$1].breaker.state == .closed { $0.insert(.relay($1)) } }
        }
    }

    /// Whether any relay is to be had.
    package var isAnyAvailable: Bool {
        relays.withLock { $0.contains { $0.breaker.state == .closed } }
    }

    /// How long until the first open breaker may be tried; zero when a relay is to be had.
    var untilNextTry: Duration {
        relays.withLock { relays in
            guard !relays.contains(where: { $0.breaker.state == .closed }) else { return .zero }
            let earliest = relays.map(\.breaker.retryAt).min() ?? .zero
            return max(earliest - clock.monotonic, .seconds(1))
        }
    }

    /// Why the relay that was given up last is away; `nil` when all are to be had.
    package var outage: (relay: String, reason: Reason)? {
        relays.withLock { relays in
            for (index, relay) in relays.enumerated() where relay.breaker.state != .closed {
                return (configurations[index].name, relay.breaker.reason ?? .relayUnavailable)
            }
            return nil
        }
    }

    func failed(_ index: Int, _ reason: Reason) -> Bool {
        relays.withLock { relays in
            relays[index].strikes.removeAll()
            return relays[index].breaker.failed(reason, now: clock.monotonic)
        }
    }

    func takeProbe(_ index: Int) -> Bool {
        relays.withLock { $0[index].breaker.takeProbe(now: clock.monotonic) }
    }

    /// Whether this relay may be asked, whatever the others do.
    func isAvailable(_ index: Int) -> Bool { relays.withLock { $0[index].breaker.state == .closed } }

    /// A transaction broke after its recipient was named. One message may be the cause; three in a row mean the relay.
    func struck(_ index: Int, _ id: QueueID) -> Bool {
        relays.withLock { relays in
            relays[index].strikes.insert(id)
            return relays[index].strikes.count >= Self.strikeLimit
        }
    }

    func connected(_ index: Int) { relays.withLock { $0[index].breaker.connected() } }
    func succeeded(_ index: Int) {
        relays.withLock { relays in
            relays[index].breaker.succeeded()
            relays[index].strikes.removeAll()
        }
    }
    func opened(_ index: Int) { relays.withLock { $0[index].connections += 1 } }
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
                    weight: configuration.weight, connections: relay.connections, inFlight: relay.inFlight,
                    isPlain: Self.isPlain(relay, now), isBare: Self.isBare(relay, now))
            }
        }
    }
}
