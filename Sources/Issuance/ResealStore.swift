package import Queue

/// What a database must do so that all boxes can be sealed again under a new key, while everything goes on.
package protocol ResealStore: Sendable {
    /// The rows after one, by identifier; those that were wiped have an empty box.
    ///
    /// - Parameter row: 16 octets; empty for the first rows.
    func boxes(in place: SealedPlace, after row: [UInt8], limit: Int) async throws(StoreFault) -> [SealedBox]

    /// Puts the second box of each pair where the first one still is. A row that was changed or wiped meanwhile is left.
    ///
    /// - Returns: How many were replaced.
    func replace(_ boxes: [(former: SealedBox, new: [UInt8])], in place: SealedPlace) async throws(StoreFault) -> Int

    /// The key that all boxes were sealed under when a rotation last came to its end; `nil` before the first.
    func sealedUnder() async throws(StoreFault) -> SealedUnder?
    /// Keeps its public name and since when, and the act in the audit log where another key was in use before. The same key stays as old as it is.
    func setSealedUnder(_ key: UInt32, by actor: AuditActor) async throws(StoreFault)
}
