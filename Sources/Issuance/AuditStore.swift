package import Queue

/// What a database must do for the audit log: append only, in the transaction of the act.
///
/// The acts of the other protocols are recorded by their own calls.
package protocol AuditStore: Sendable {
    /// Appends an act that writes nothing else.
    func record(_ act: AuditAct) async throws(StoreFault)
    /// Entries behind a number, oldest first: all that are there, whatever their number.
    func auditEntries(after number: Int64, limit: Int) async throws(StoreFault) -> [AuditEntry]
}
