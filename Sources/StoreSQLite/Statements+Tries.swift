/// Wrong codes in a row, by subject.
extension Statements {
    static let subjectTries = SQL("SELECT consecutive, waits_until FROM subject_tries WHERE subject = ?1")
    static let keepSubjectTries = SQL(
        """
        INSERT INTO subject_tries (subject, consecutive, waits_until, day) VALUES (?1, ?2, ?3, ?4) \
        ON CONFLICT (subject) DO UPDATE SET consecutive = ?2, waits_until = ?3, day = ?4
        """)
    static let feignSubjectTry = SQL(
        """
        INSERT INTO subject_tries (subject, consecutive, waits_until, day) VALUES (?1, 1, 0, ?2) \
        ON CONFLICT (subject) DO UPDATE SET consecutive = consecutive + 1, day = ?2
        """)
    static let clearSubjectTries = SQL("DELETE FROM subject_tries WHERE subject = ?1")
    static let pruneSubjectTries = SQL(
        """
        DELETE FROM subject_tries WHERE subject IN (SELECT subject FROM subject_tries WHERE day < ?1 ORDER BY day LIMIT ?2)
        """)
    /// Its outcome: the address goes (no code is mailed to it any more).
    static let endGuessedKey = SQL("UPDATE digital_keys SET revoked = ?2, sealed_address = x'' WHERE id = ?1 AND revoked IS NULL")
}
