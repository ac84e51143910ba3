import Mail
import Queue
import Submission
import Synchronization

/// A relay that offers an extension and refuses its parameter: done without for a while, as with broken pipelining.
extension RelayPool {
    /// The relay refused this message's parameters: none that can be left out for ten minutes. Returns whether that is new.
    func suspectParameters(_ index: Int, _ id: QueueID) -> Bool {
        let now = clock.monotonic
        return relays.withLock { relays in
            guard !Self.isBare(relays[index], now) else { return false }
            relays[index].bareSince = (id, now)
            return true
        }
    }

    /// The message was refused without parameters as well: they were not to blame.
    func clearParameters(_ index: Int, _ id: QueueID) {
        relays.withLock { relays in
            if relays[index].bareSince?.id == id { relays[index].bareSince = nil }
        }
    }

    /// Whether MAIL and RCPT may have parameters that can be left out.
    func takesParameters(_ index: Int) -> Bool {
        let now = clock.monotonic
        return relays.withLock { !Self.isBare($0[index], now) }
    }

    static func isBare(_ relay: Relay, _ now: Duration) -> Bool {
        relay.bareSince.map { now - $0.at < plainDuration } ?? false
    }
}
