package import Issuance
package import Queue

extension SQLiteStore: AuditStore {
    package func record(_ act: AuditAct) async throws(StoreFault) {
        try await writer.write { try $0.audit(act) }
    }

    package func auditEntries(after number: Int64, limit: Int) async throws(StoreFault) -> [AuditEntry] {
        try await read { try $0.rows(Statements.auditEntries, .int(number), .number(limit)) { $0.auditEntry() } }
    }
}
