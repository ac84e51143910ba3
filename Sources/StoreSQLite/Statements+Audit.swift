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

    /// ?5: NIS codes with spaces around each.
    private static let auditFilter = """
        (?2 IS NULL OR action = ?2) AND (?4 IS NULL OR actor = ?4) \
        AND (?5 IS NULL OR instr(?5, ' ' || municipality || ' ') > 0) AND (?6 IS NULL OR at >= ?6) AND (?7 IS NULL OR at < ?7)
        """
    /// Looks at no more than ?9 rows, so that a rare one does not read the whole log.
    static let auditPage = SQL(
        """
        SELECT * FROM (SELECT \(auditColumns) FROM audit WHERE number < ?1 ORDER BY number DESC LIMIT ?9) \
        WHERE ?3 IS NULL AND \(auditFilter) LIMIT ?8
        """)
    /// One object has few.
    static let auditPageOfObject = SQL(
        """
        SELECT \(auditColumns) FROM audit WHERE object = ?3 AND number < ?1 AND \(auditFilter) AND ?9 > 0 ORDER BY number DESC LIMIT ?8
        """)
    /// The last row a filter looked at; no row when it reached the end.
    static let auditWindowEnd = SQL("SELECT number FROM audit WHERE number < ?1 ORDER BY number DESC LIMIT 1 OFFSET ?2")
}
