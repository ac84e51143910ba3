package import Queue

/// What a database must do for the audit log: append only, in the transaction of the act.
///
/// The acts of the other protocols are recorded by their own calls.
package protocol AuditStore: Sendable {
    /// Appends an act that writes nothing else.
    func record(_ act: AuditAct) async throws(StoreFault)

    /// Entries behind a number, oldest first: all that are there, whatever their number.
    func auditEntries(after number: Int64, limit: Int) async throws(StoreFault) -> [AuditEntry]

    /// Entries behind a number, oldest first, with where retention left off at that moment: what it removes in between would be missing.
    func auditSection(after number: Int64, limit: Int) async throws(StoreFault) -> AuditSection

    /// A page of the log, newest first. A filter that is not an object's looks at a bounded part of the log and may give
    /// an empty page with a next one.
    ///
    /// - Parameter before: The `next` of the page before.
    func auditPage(_ filter: AuditFilter, before: Int64?, limit: Int) async throws(StoreFault) -> AuditPage

    /// Where retention left off; `nil`: it removed nothing.
    func auditCheckpoint() async throws(StoreFault) -> AuditCheckpoint?

    /// The last entry on disk.
    func auditEnd() async throws(StoreFault) -> AuditEnd
}
