package import Mail

/// A mail that has not ended, as far as its recipient can be found out with the key.
package struct WaitingEntry: Hashable, Sendable {
    /// The place in the queue, for the next page.
    package let row: Int64
    package let id: QueueID
    package let sealedContent: [UInt8]

    package init(row: Int64, id: QueueID, sealedContent: [UInt8]) {
        self.row = row
        self.id = id
        self.sealedContent = sealedContent
    }
}
