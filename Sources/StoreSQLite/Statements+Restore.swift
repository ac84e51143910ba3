/// A database that is older than what happened.
extension Statements {
    /// In a backup's copy.
    static let markCopy = SQL("INSERT OR REPLACE INTO restored (one, made) VALUES (1, ?1)")
    /// One that is marked stays what it is.
    static let markRestored = SQL(
        """
        INSERT OR IGNORE INTO restored (one, made) SELECT 1, coalesce((SELECT at FROM audit ORDER BY number DESC LIMIT 1), ?1)
        """)
    static let restored = SQL("SELECT made FROM restored")
    static let unmarkRestored = SQL("DELETE FROM restored")

    static let doubtQueued = SQL("UPDATE queue SET resends = resends + 1, reason = 'resend_after_doubt' WHERE state = 0")
    static let holdQueued = SQL("UPDATE queue SET state = 2, reason = 'held_by_operator' WHERE state = 0 AND lane = ?1")
}
