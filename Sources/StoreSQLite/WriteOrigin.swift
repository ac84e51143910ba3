/// Whose write it is: what it may wait for.
enum WriteOrigin: Sendable {
    /// Somebody outside waits for the answer.
    case caller
    /// The line's own: leases, renewals, expiry, pruning.
    case upkeep
    /// What became of a message: waits only for its turn.
    case settlement
}
