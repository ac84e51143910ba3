/// What an operator may do with one message that has not ended. To end it is ``QueueStore/cancel(_:reason:now:)``.
package enum MessageAction: String, CaseIterable, Hashable, Sendable {
    /// Keeps it back: no attempt until it is released.
    case hold
    /// Ends a hold: due at once.
    case release
    /// Makes what waits due at once, whether deferred or held.
    case retry
}
