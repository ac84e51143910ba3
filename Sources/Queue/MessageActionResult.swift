/// What became of a ``MessageAction``.
package enum MessageActionResult: Hashable, Sendable {
    case done
    /// It was so already: held, or due.
    case unchanged
    /// It is in the hands of a connection, or of another run.
    case inFlight
    /// It is held since mail to its domain is paused: that is to be resumed.
    case paused
    /// Less is left of its life than its kind needs: it expires with the next sweep.
    case tooLate
    case alreadyFinished(QueueState)
    case notFound
}
