/// A box as it is kept, with the row that it belongs to.
package struct SealedBox: Hashable, Sendable {
    /// The row's identifier, 16 octets: what the box is bound to.
    package let row: [UInt8]
    package let box: [UInt8]

    package init(row: [UInt8], box: [UInt8]) {
        self.row = row
        self.box = box
    }
}
