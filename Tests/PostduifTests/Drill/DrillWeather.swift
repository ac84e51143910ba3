import Foundation
import Synchronization
import TestKit

/// What the relays of the drill do; changed in the course of the day.
final class DrillWeather: Sendable {
    /// Whether one relay, ``DrillDay/slow``, keeps each message for long before it answers.
    let isSlow = Atomic(false)
    private let recipients = Mutex<Set<String>>([])

    /// Whom some relay was asked to take a message for.
    var heard: Set<String> { recipients.withLock { $0 } }

    /// - Parameter bearsSlowness: Whether this relay is the one that grows slow.
    func answer(_ event: ScriptedRelay.Event, bearsSlowness: Bool) -> ScriptedRelay.Answer {
        if event.verb == "RCPT", case .command(let line) = event.subject {
            if line.contains("@\(DrillDay.badDomain)>") { return .say("550 5.1.1 no such user\r\n") }
            recipients.withLock { _ = $0.insert(String(line.split(whereSeparator: { "<>".contains($0) }).dropFirst().first ?? "")) }
        }
        if case .message = event.subject, bearsSlowness { keep() }
        return .usual
    }

    /// Until it is slow no more, for 20 s at most: after a minute without an answer nobody knows whether the message was taken.
    private func keep() {
        let end = ContinuousClock.now + .seconds(20)
        while isSlow.load(ordering: .relaxed), ContinuousClock.now < end { usleep(20_000) }
    }
}
