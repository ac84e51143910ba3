/// That a citizen was erased: what was found, and the entry of the audit log that proves it.
package struct ErasureReceipt: Hashable, Sendable {
    package let counts: ErasureCounts
    package let entry: AuditEntry
    /// Whether the write-ahead log holds nothing of it any more; else its next emptying takes it away.
    package let isLogEmpty: Bool

    package init(counts: ErasureCounts, entry: AuditEntry, isLogEmpty: Bool) {
        self.counts = counts
        self.entry = entry
        self.isLogEmpty = isLogEmpty
    }
}
