import API
import Queue

/// What the overview shows, read at one moment.
struct QueueStanding: Sendable {
    let summary: QueueSummary
    let relays: [RelayReport]
    /// In order.
    let paused: [QueuePause]
    let readiness: Readiness
    /// Of changed texts of mails; `nil`: nothing is wrong with them.
    let templateFault: TemplateFault?

    func isPaused(_ pause: QueuePause) -> Bool { paused.contains(pause) }

    /// Domains that are paused, and relays that are no longer configured and were.
    var others: [QueuePause] {
        paused.filter { pause in
            switch pause {
            case .lane: false
            case .relay(let name): !relays.contains { $0.name == name }
            case .domain: true
            }
        }
    }
}
