import Foundation
import Synchronization
import TestKit

/// What the relays of the drill do; changed in the course of the day.
final class DrillWeather: Sendable {
    /// Whether one relay, ``DrillDay/slow``, takes three seconds for each message.
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
        if case .message = event.subject, bearsSlowness, isSlow.load(ordering: .relaxed) { usleep(3_000_000) }
        return .usual
    }
}
