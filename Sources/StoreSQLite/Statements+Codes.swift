/// One-time codes, and what accompanies every issuance.
extension Statements {
    static let challengeColumns = """
        id, digital_key, municipality, subject, purpose, binding, code, sealed_address, language, binding_language, state, \
        reference, issued, expires, tries, tries_total, message, tries_subject
        """
    static let insertChallenge = SQL(
        """
        INSERT INTO code_challenges (\(challengeColumns)) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, \
        ?15, ?16, ?17, ?18)
        """)
    static let challenge = SQL("SELECT \(challengeColumns) FROM code_challenges WHERE id = ?1")
    /// The newest row where there is none with this identifier: whoever asks compares it, and a miss takes as long as a hit.
    static let challengeOrNewest = SQL(
        """
        SELECT \(challengeColumns) FROM code_challenges WHERE id = ?1 UNION ALL \
        SELECT \(challengeColumns) FROM code_challenges WHERE id = (SELECT max(id) FROM code_challenges) LIMIT 1
        """)
    static let messageOfSubject = SQL("SELECT message FROM code_challenges WHERE id = ?1 AND subject = ?2")
    static let supersedeChallenge = SQL(
        """
        UPDATE code_challenges SET state = 'superseded', sealed_address = x'' WHERE id = ?1 AND state = 'pending'
        """)
    static let resendChallenge = SQL(
        """
        UPDATE code_challenges SET code = ?2, expires = ?3, message = ?4, tries = 0 WHERE id = ?1 AND state = 'pending'
        """)
    static let endChallenge = SQL(
        """
        UPDATE code_challenges SET state = ?2, sealed_address = x'' WHERE id = ?1 AND state = 'pending'
        """)
    /// Adds ?2, which may be 0.
    static let countChallengeTry = SQL(
        "UPDATE code_challenges SET tries = tries + ?2, tries_total = tries_total + ?2, touched = touched + 1 WHERE id = ?1")
    /// Nobody can use them any more: their addresses go.
    static let expireChallenges = SQL(
        """
        UPDATE code_challenges SET state = 'expired', sealed_address = x'' WHERE id IN \
        (SELECT id FROM code_challenges WHERE state = 'pending' AND expires <= ?1 ORDER BY expires LIMIT ?2)
        """)

    // MARK: Terms

    static let idempotency = SQL(
        """
        SELECT key, fingerprint, status, answer, expires FROM idempotency \
        WHERE substr(key, 1, 8) = substr(?1, 1, 8) AND key = ?1 AND expires > ?2
        """)
    static let insertIdempotency = SQL(
        """
        INSERT INTO idempotency (key, fingerprint, status, answer, expires) VALUES (?1, ?2, ?3, ?4, ?5)
        """)
    static let pruneIdempotency = SQL(
        """
        DELETE FROM idempotency WHERE row IN (SELECT row FROM idempotency WHERE expires <= ?1 ORDER BY expires LIMIT ?2)
        """)
}
