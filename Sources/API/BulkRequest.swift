package import Mail

/// What an operator asks of many messages.
package struct BulkRequest: Hashable, Sendable {
    package let action: MessageOperations.Verb
    package let selection: MessageSelection
    /// Count and show, change nothing.
    package let isTrial: Bool
    /// Where the former part of the same request ended; `nil`: from the newest on.
    package let cursor: QueueID?
    /// The most messages of this part, 1 to ``Limits/bulkMessages``.
    package let limit: Int

    package init(
        action: MessageOperations.Verb, selection: MessageSelection, isTrial: Bool, cursor: QueueID? = nil, limit: Int = Limits.bulkMessages
    ) {
        self.action = action
        self.selection = selection
        self.isTrial = isTrial
        self.cursor = cursor
        self.limit = min(max(limit, 1), Limits.bulkMessages)
    }
}
