/// A part of the audit log and what lies before it, both of one moment.
package struct AuditSection: Hashable, Sendable {
    /// Oldest first.
    package let entries: [AuditEntry]
    /// Where retention left off; `nil`: it removed nothing.
    package let checkpoint: AuditCheckpoint?

    package init(entries: [AuditEntry], checkpoint: AuditCheckpoint?) {
        self.entries = entries
        self.checkpoint = checkpoint
    }
}
