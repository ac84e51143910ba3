/// What operators read of the queue.
extension Statements {
    private static let messageColumns = columns(languages: "language")
    private static let waitingColumns = columns(languages: "\(languages) AS language")
    private static func columns(languages: String) -> String {
        "id, kind, lane, \(languages), domain, municipality, state, reason, attempt, issued, due, expires, template"
    }
    private static let lastAttemptColumns = """
        last_number, last_at, last_relay, last_stage, last_code, last_enhanced, last_text, last_outcome, last_reason, last_rule
        """
    private static let filter = """
        (?2 IS NULL OR state = ?2) AND (?3 IS NULL OR kind = ?3) AND (?4 IS NULL OR lane = ?4) \
        AND (?5 IS NULL OR domain = ?5) AND (?6 IS NULL OR municipality IN (SELECT value FROM json_each(?6))) \
        AND (?9 IS NULL OR reason = ?9) AND (?10 IS NULL OR issued < ?10)
        """

    static let nextDue = SQL("SELECT min(due) FROM queue WHERE state = 0 AND lane = ?1")
    static let oldestUntried = SQL(
        """
        SELECT issued FROM (SELECT issued, attempt, reason FROM queue WHERE state = 0 AND lane = ?1 ORDER BY issued LIMIT 10000) \
        WHERE attempt = 0 AND reason <> 'rate_limited' LIMIT 1
        """)
    static let oldestQueued = SQL("SELECT min(issued) FROM queue WHERE state = 0 AND lane = ?1")
    /// Reads the index of lease ends: no more than what is in memory.
    static let oldestLeased = SQL("SELECT min(issued) FROM queue INDEXED BY queue_lease_end WHERE state = 1 AND lane = ?1")
    /// Counts at most ?3 entries of a kind.
    static let expiringByLane = SQL(
        """
        SELECT lane, count(*) FROM \
        (SELECT lane FROM queue WHERE state <> 1 AND kind = ?1 AND expires <= ?2 LIMIT ?3) GROUP BY lane
        """)

    static let queueMessage = SQL("SELECT \(waitingColumns), NULL, NULL FROM queue WHERE id = ?1")
    static let historyMessage = SQL(
        """
        SELECT \(messageColumns), finished, superseded_by, \(lastAttemptColumns) FROM history WHERE id = ?1
        """)
    static let attempts = SQL(
        """
        SELECT number, at, relay, stage, code, enhanced, text, outcome, reason, rule FROM attempts WHERE message = ?1 ORDER BY at, number
        """)
    /// A filter looks at no more than ?8 rows, so that a rare one does not read the whole history.
    static let queuePage = SQL(
        """
        SELECT * FROM (SELECT \(waitingColumns), NULL, NULL FROM queue WHERE id < ?1 ORDER BY id DESC LIMIT ?8) \
        WHERE \(filter) LIMIT ?7
        """)
    static let historyPage = SQL(
        """
        SELECT * FROM (SELECT \(messageColumns), finished, superseded_by FROM history WHERE id < ?1 ORDER BY id DESC LIMIT ?8) \
        WHERE \(filter) LIMIT ?7
        """)
    /// The last row a filter looked at; no row when it reached the end.
    static let queueWindowEnd = SQL("SELECT id FROM queue WHERE id < ?1 ORDER BY id DESC LIMIT 1 OFFSET ?2")
    static let historyWindowEnd = SQL("SELECT id FROM history WHERE id < ?1 ORDER BY id DESC LIMIT 1 OFFSET ?2")
}
