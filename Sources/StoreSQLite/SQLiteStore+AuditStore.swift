package import Issuance
import Mail
package import Queue

extension SQLiteStore: AuditStore {
    /// Entries that a filtered page looks at.
    private static let auditWindow = 20_000

    package func record(_ act: AuditAct) async throws(StoreFault) {
        try await writer.write { _ = try $0.audit(act) }
    }

    package func auditEntries(after number: Int64, limit: Int) async throws(StoreFault) -> [AuditEntry] {
        try await read { try $0.auditEntries(after: number, limit: limit) }
    }

    package func auditSection(after number: Int64, limit: Int) async throws(StoreFault) -> AuditSection {
        try await read { AuditSection(entries: try $0.auditEntries(after: number, limit: limit), checkpoint: try $0.auditCheckpoint()) }
    }

    package func auditPage(_ filter: AuditFilter, before: Int64?, limit: Int) async throws(StoreFault) -> AuditPage {
        let limit = min(max(limit, 1), Limits.pageItems)
        return try await read { try $0.auditPage(filter, before: before, limit: limit, window: Self.auditWindow) }
    }

    package func auditCheckpoint() async throws(StoreFault) -> AuditCheckpoint? { try await read { try $0.auditCheckpoint() } }

    package func auditEnd() async throws(StoreFault) -> AuditEnd { try await read { try $0.auditEnd() } }
}
