/// Limit counters and pending challenges, and the log of those that are not in their tables yet (``Memtable``).
extension Statements {
    static let memtableLog = SQL("SELECT row, at, limits, challenges FROM memtable_log ORDER BY row")
    /// ?1 is beyond all rows on their way: an empty table would number from 1 again.
    static let appendToMemtableLog = SQL("INSERT INTO memtable_log (row, at, limits, challenges) VALUES (?1, ?2, ?3, ?4)")
    static let cutMemtableLog = SQL(
        "DELETE FROM memtable_log WHERE row IN (SELECT row FROM memtable_log WHERE row <= ?1 ORDER BY row LIMIT ?2)")
    static let changeMemtableLog = SQL("UPDATE memtable_log SET limits = ?2, challenges = ?3 WHERE row = ?1")

    static let limitCounters = SQL(
        "SELECT minute, minute_count, hour, hour_count, day, day_count FROM limit_counters WHERE subject = ?1")
    static let keepLimitCounters = SQL(
        """
        INSERT INTO limit_counters (subject, minute, minute_count, hour, hour_count, day, day_count) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7) \
        ON CONFLICT (subject) DO UPDATE SET minute = ?2, minute_count = ?3, hour = ?4, hour_count = ?5, day = ?6, day_count = ?7
        """)
    static let pruneLimitCounters = SQL(
        "DELETE FROM limit_counters WHERE subject IN (SELECT subject FROM limit_counters WHERE day < ?1 ORDER BY day LIMIT ?2)")
    static let deleteLimitCounters = SQL("DELETE FROM limit_counters WHERE subject = ?1")

    static let pendingChallenge = SQL("SELECT challenge FROM pending_challenges WHERE subject = ?1")
    static let keepPendingChallenge = SQL(
        """
        INSERT INTO pending_challenges (subject, challenge, expires) VALUES (?1, ?2, ?3) \
        ON CONFLICT (subject) DO UPDATE SET challenge = ?2, expires = ?3
        """)
    static let deletePendingChallenge = SQL("DELETE FROM pending_challenges WHERE subject = ?1")
    static let prunePendingChallenges = SQL(
        """
        DELETE FROM pending_challenges WHERE subject IN \
        (SELECT subject FROM pending_challenges WHERE expires <= ?1 ORDER BY expires LIMIT ?2)
        """)
}
