package import Mail

/// The one change of state that ends a lease.
package struct Settlement: Hashable, Sendable {
    package enum Next: Hashable, Sendable {
        /// Into history; the sealed content is wiped in the same write.
        case finished(QueueState)
        /// Back to the queue. `attempt` and `resends` are the counts from now on.
        case waiting(due: Instant, attempt: Int, resends: Int)
        /// Until a person acts; `attempt` is the count from now on.
        case held(attempt: Int)
    }

    package let lease: Lease
    package let next: Next
    package let reason: Reason
    package let at: Instant
    /// `nil` when nothing was tried.
    package let attempt: AttemptRecord?

    package init(lease: Lease, next: Next, reason: Reason, at: Instant, attempt: AttemptRecord?) {
        self.lease = lease
        self.next = next
        self.reason = reason
        self.at = at
        self.attempt = attempt
    }
}

/// What became of a settlement.
package enum SettleResult: Hashable, Sendable {
    case settled
    /// Another owner has it, or it was settled before: nothing was written.
    case notLeased
    /// The store could not write; the lease will run out and the entry come back.
    case failed
    /// This one cannot be written, though the store can write (a damaged page): tried again it would fail again.
    case broken
}
