package import Mail

/// What an operator may do with many messages at once: the same as with one.
package enum BulkAction: Hashable, Sendable {
    case perform(MessageAction)
    case cancel(Reason)
}
