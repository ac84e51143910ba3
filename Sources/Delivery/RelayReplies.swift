import Mail
package import Queue
import Synchronization

/// What each relay said last, for operators: bounded, in memory, since the start. Texts of replies have been made safe when they were read.
package final class RelayReplies: Sendable {
    /// Of one relay, newest first.
    package struct History: Hashable, Sendable {
        /// At most one a second of each connection: the others say the same.
        package fileprivate(set) var accepted: [AttemptRecord] = []
        /// What put off, refused or failed, and sessions that did not come about.
        package fileprivate(set) var others: [AttemptRecord] = []
    }

    static let acceptedKept = 10
    static let othersKept = 50

    private let kept = Mutex<[String: History]>([:])

    /// Of a relay by its configured name; empty for one that said nothing yet.
    package subscript(relay: String) -> History { kept.withLock { $0[relay] } ?? History() }

    func note(_ attempt: AttemptRecord) {
        let isAccepted = attempt.outcome == Outcome.Disposition.accepted.rawValue
        kept.withLock { kept in
            if isAccepted {
                Self.put(attempt, in: &kept[attempt.relay, default: History()].accepted, atMost: Self.acceptedKept)
            } else {
                Self.put(attempt, in: &kept[attempt.relay, default: History()].others, atMost: Self.othersKept)
            }
        }
    }

    private static func put(_ attempt: AttemptRecord, in list: inout [AttemptRecord], atMost limit: Int) {
        list.insert(attempt, at: 0)
        if list.count > limit { list.removeLast() }
    }
}
