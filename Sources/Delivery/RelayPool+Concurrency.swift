import Mail
import Submission
import Synchronization

/// How many of a relay's connections are in use, by ``ConcurrencyLimit``, and which, by ``ConnectionPlaces``.
extension RelayPool {
    /// What an answer is worth as a sign that the relay takes messages on its other connections.
    private static let recently: Duration = .seconds(5)

    /// How a connection of the relay is to be used now. One without a place is to be closed.
    func use(_ index: Int, connection number: Int) -> ConnectionUse {
        relays.withLock { $0[index].use(connection: number) }
    }

    /// The relay refused this connection: others may have its place.
    func leavePlace(_ index: Int, connection number: Int) {
        relays.withLock { $0[index].places.leave(number) }
    }

    /// Notes what a submission, or an attempt to connect, told. Returns the new limit when it changed.
    func note(_ event: ConcurrencyLimit.Event, _ index: Int) -> Int? {
        let now = clock.monotonic
        return relays.withLock { $0[index].note(event, at: now) }
    }

    /// The relay took or refused a recipient in good order. With each message: all of it behind one lock.
    func succeeded(_ index: Int, _ event: ConcurrencyLimit.Event?) -> Int? {
        let now = clock.monotonic
        return relays.withLock { relays in
            relays[index].breaker.succeeded()
            relays[index].strikes.removeAll()
            return event.flatMap { relays[index].note($0, at: now) }
        }
    }

    /// Whether a session that did not come about means that the relay takes no more connections than it has, and not that it is away.
    ///
    /// Either it says so itself (4yz to the connection) while it has, or is about to have, another one. Or it says "too many", refuses
    /// without a word or is silent, and answered within the last five seconds; without a word, on a connection that is still there.
    func isFull(_ index: Int, after result: SubmissionResult) -> Bool {
        guard [.connect, .greeting, .ehlo].contains(result.stage) else { return false }
        let now = clock.monotonic
        let relay = relays.withLock { $0[index] }
        let hasAnswered = relay.lastAnswer.map { now - $0 < Self.recently } ?? false
        switch result {
        case .reply(let reply, _):
            // The relay may still count one that we have closed.
            let hasPlaces = relay.connections + relay.connecting > 0 || hasAnswered && Outcome(classifying: result).reason == .rateLimited
            return reply.code.severity == .transientNegative && hasPlaces
        case .fault(let fault, _):
            return [.connectFailed, .timedOut, .connectionLost].contains(fault) && relay.connections > 0 && hasAnswered
        }
    }

    /// Whether messages go through on another connection of the relay: then one that is told "too many" is not the relay's end.
    func hasOtherConnections(_ index: Int) -> Bool { relays.withLock { $0[index].connections > 1 } }

    /// A connection is being opened, or was.
    func connecting(_ index: Int, _ change: Int) { relays.withLock { $0[index].connecting += change } }
}

extension RelayPool.Relay {
    mutating func note(_ event: ConcurrencyLimit.Event, at now: Duration) -> Int? {
        if event == .answered { lastAnswer = now }
        return concurrency.note(event, at: now) ? concurrency.limit : nil
    }

    mutating func use(connection number: Int) -> ConnectionUse { places.use(number, limit: concurrency.limit) }
}
