/// What retention deletes. The conditions stand as the partial indices have them.
extension Statements {
    static let pruneActivations = SQL(
        """
        DELETE FROM activations WHERE row IN (SELECT row FROM activations \
        WHERE state <> 'redeemed' AND state <> 'pending' AND digital_key IS NULL AND issued < ?1 ORDER BY issued LIMIT ?2)
        """)
    static let endedDigitalKeys = SQL(
        """
        SELECT row, activation FROM digital_keys WHERE revoked IS NOT NULL AND revoked < ?1 ORDER BY revoked LIMIT ?2
        """)
    static let deleteDigitalKey = SQL("DELETE FROM digital_keys WHERE row = ?1")
    static let deleteActivation = SQL("DELETE FROM activations WHERE id = ?1")
    /// A code that is pending may have been resent for longer than codes are kept.
    static let pruneChallenges = SQL(
        """
        DELETE FROM code_challenges WHERE id IN \
        (SELECT id FROM code_challenges WHERE id < ?1 AND state <> 'pending' ORDER BY id LIMIT ?2)
        """)

    /// Whether a person has had no role for a time: none ends after ?2, and none goes on. With `id` of the row that is asked about.
    private static let isWithoutRole = """
        (sealed_name <> x'' OR address IS NOT NULL) AND NOT EXISTS (SELECT 1 FROM grants g WHERE g.person = persons.id AND \
        min(ifnull(g.withdrawn, \(Int64.max)), ifnull(g.valid_until, \(Int64.max))) >= ?2)
        """
    /// Reads the persons, of whom there are some thousands, on a connection that nobody waits for.
    static let personsWithoutRole = SQL("SELECT id FROM persons WHERE \(isWithoutRole) LIMIT ?1")
    static let pruneName = SQL("UPDATE persons SET sealed_name = x'', address = NULL WHERE id = ?1 AND \(isWithoutRole)")

    static let deleteAudit = SQL("DELETE FROM audit WHERE number <= ?1")
    static let deleteAuditCheckpoint = SQL("DELETE FROM audit_checkpoint")
    static let insertAuditCheckpoint = SQL("INSERT INTO audit_checkpoint (number, mac, proof) VALUES (?1, ?2, ?3)")

    static let retentionCounts = SQL("SELECT day, history, activations, digital_keys, codes, audit, names FROM retention_counts")
    static let keepRetentionCounts = SQL(
        """
        UPDATE retention_counts SET day = ?1, history = ?2, activations = ?3, digital_keys = ?4, codes = ?5, audit = ?6, names = ?7
        """)
}
