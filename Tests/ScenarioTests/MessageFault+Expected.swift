import Mail
import Queue

extension MessageFault {
    /// The state after the first attempt.
    var state: QueueState {
        switch end {
        case .accepted: .accepted
        case .settled(let state, _): state
        case .deferred, .notCounted, .inDoubt: .queued
        }
    }

    /// The reason after the first attempt.
    var reason: Reason {
        switch end {
        case .accepted: .relayAccepted
        case .settled(_, let reason), .deferred(let reason), .notCounted(let reason): reason
        case .inDoubt: .resendAfterDoubt
        }
    }

    /// Attempts counted after the first.
    var counted: Int {
        if case .notCounted = end { 0 } else { 1 }
    }

    /// How often the relay has the message in the end.
    var copies: Int {
        switch end {
        case .accepted, .deferred, .notCounted: 1
        case .settled: 0
        case .inDoubt(let copies): copies
        }
    }
}
