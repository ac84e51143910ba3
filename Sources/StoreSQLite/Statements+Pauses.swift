/// What is paused. The conditions on state and reason stand as the partial index has them.
extension Statements {
    static let pauses = SQL("SELECT subject, name FROM pauses")
    static let pause = SQL("INSERT OR IGNORE INTO pauses (subject, name, since) VALUES (?1, ?2, ?3)")
    static let resume = SQL("DELETE FROM pauses WHERE subject = ?1 AND name = ?2")
    /// A loose scan: each domain costs one search.
    static let nextPausedDomain = SQL("SELECT min(domain) FROM queue WHERE state = 2 AND reason = 'paused' AND domain > ?1")
    /// Due as before: they come back to their place in the lane.
    static let releasePaused = SQL(
        """
        UPDATE queue SET state = 0, reason = 'released_by_operator' WHERE row IN \
        (SELECT row FROM queue WHERE state = 2 AND reason = 'paused' AND domain = ?1 LIMIT ?2) RETURNING lane
        """)
}
