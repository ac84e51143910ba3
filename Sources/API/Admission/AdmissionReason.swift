package import Queue

/// Why requests for mail are refused for the time being, however right they are.
package enum AdmissionReason: String, CaseIterable, Hashable, Sendable {
    /// Codes wait too long: one that were taken now would come when nobody waits for it any more.
    case oldestCode = "oldest_code"
    /// The disk is nearly full: what is left is for what was taken already.
    case freeDisk = "free_disk"
    /// The process has grown too large.
    case memory

    /// When a caller may come again: a relay and a disk come back by somebody's hand, memory by itself.
    var retryAfter: Duration {
        switch self {
        case .oldestCode, .freeDisk: .seconds(30)
        case .memory: .seconds(5)
        }
    }

    /// Whether mail of this lane is refused. A link lives for days, so an outage of minutes is no reason to send an officer away.
    package func concerns(_ lane: Lane) -> Bool {
        self != .oldestCode || lane == .code
    }

    /// For operators.
    package var text: String {
        switch self {
        case .oldestCode: "new codes are refused: the oldest waits for too long"
        case .freeDisk: "new mails are refused: the disk is nearly full"
        case .memory: "new mails are refused: the process is too large"
        }
    }
}
