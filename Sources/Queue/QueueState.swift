/// Where a queue entry is in its life.
package enum QueueState: String, CaseIterable, Hashable, Sendable {
    /// Waits until it is due. Entered by enqueue, a deferral, an ended lease. Left by lease, expiry, cancel.
    case queued
    /// In the hands of one node until its lease ends. Left by settle or the end of the lease.
    case leased
    /// Waits for a person. Entered by an operator or a refused sender. Left by release, cancel, expiry.
    case held
    /// 2yz after the final dot: the relay took responsibility.
    case accepted
    /// A permanent reply for this recipient or message, or it cannot be rendered, or no retry is left.
    case rejected
    /// A delivery status notification came back.
    case bounced
    /// Its lifetime was over before acceptance.
    case expired
    /// By the caller, an operator, or a newer entry.
    case cancelled
    /// Lost after the final dot, and the kind's policy does not resend.
    case inDoubt = "in_doubt"

    /// Terminal states wipe the sealed content in the same write and move the entry to history.
    package var isTerminal: Bool {
        switch self {
        case .queued, .leased, .held: false
        case .accepted, .rejected, .bounced, .expired, .cancelled, .inDoubt: true
        }
    }
}
