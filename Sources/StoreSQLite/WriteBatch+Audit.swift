import Issuance
import Mail
import Queue

extension WriteBatch {
    /// Appends an act to the audit log, in the transaction of the act itself.
    func audit(_ act: AuditAct) throws {
        guard let chain = trail.chain else { throw StoreFault.broken("the audit log cannot be kept without the seal key") }
        let end = try auditEnd ?? (try db.auditEnd())
        let entry = chain.entry(of: act, at: now, after: end)
        try db.run(
            Statements.insertAudit, .int(entry.number), .time(entry.at), .text(entry.actor), .text(entry.action), .text(entry.object),
            .optional(entry.municipality), .text(entry.details), .blob(entry.mac))
        auditEnd = entry.end
    }
}
