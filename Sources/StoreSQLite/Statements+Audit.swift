/// The audit log.
extension Statements {
    private static let auditColumns = "number, at, actor, action, object, municipality, details, mac"

    static let insertAudit = SQL("INSERT INTO audit (\(auditColumns)) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)")
    static let lastAudit = SQL("SELECT number, mac FROM audit ORDER BY number DESC LIMIT 1")
    static let auditCheckpoint = SQL("SELECT number, mac, proof FROM audit_checkpoint")
    /// A message waits, or is over.
    static let messageMunicipality = SQL(
        "SELECT municipality FROM queue WHERE id = ?1 UNION ALL SELECT municipality FROM history WHERE id = ?1")
    static let auditEntries = SQL("SELECT \(auditColumns) FROM audit WHERE number > ?1 ORDER BY number LIMIT ?2")
}
