/// A page of the audit log, newest first.
package struct AuditPage: Hashable, Sendable {
    package let entries: [AuditEntry]
    /// The `before` of the next page; `nil`: there is none.
    package let next: Int64?

    package init(entries: [AuditEntry], next: Int64?) {
        self.entries = entries
        self.next = next
    }
}
