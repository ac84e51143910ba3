/// One-time codes, and what accompanies every issuance.
extension Statements {
    private static let challengeColumns = """
        id, digital_key, municipality, subject, purpose, binding, code, sealed_address, language, binding_language, state, \
        reference, issued, expires, tries, tries_total, message
        """
    static let insertChallenge = """
        INSERT INTO code_challenges (\(challengeColumns)) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, \
        ?15, ?16, ?17)
        """
    static let challenge = "SELECT \(challengeColumns) FROM code_challenges WHERE id = ?1"
    static let supersedeChallenges = """
        UPDATE code_challenges SET state = 'superseded', sealed_address = x'' WHERE subject = ?1 AND state = 'pending' RETURNING message
        """
    static let resendChallenge = """
        UPDATE code_challenges SET code = ?2, expires = ?3, message = ?4, tries = 0 WHERE id = ?1 AND state = 'pending'
        """
    static let endChallenge = """
        UPDATE code_challenges SET state = ?2, sealed_address = x'' WHERE id = ?1 AND state = 'pending'
        """
    static let countChallengeTry = "UPDATE code_challenges SET tries = ?2, tries_total = ?3 WHERE id = ?1"
    static let pruneChallenges = """
        DELETE FROM code_challenges WHERE row IN (SELECT row FROM code_challenges WHERE id < ?1 ORDER BY id LIMIT ?2)
        """

    // MARK: Terms

    static let idempotency = "SELECT key, fingerprint, status, answer, expires FROM idempotency WHERE key = ?1 AND expires > ?2"
    static let insertIdempotency = """
        INSERT OR REPLACE INTO idempotency (key, fingerprint, status, answer, expires) VALUES (?1, ?2, ?3, ?4, ?5)
        """
    static let pruneIdempotency = """
        DELETE FROM idempotency WHERE key IN (SELECT key FROM idempotency WHERE expires <= ?1 ORDER BY expires LIMIT ?2)
        """
    static let limitCount = "SELECT count FROM limit_windows WHERE ends = ?1 AND name = ?2 AND subject = ?3"
    static let countLimit = """
        INSERT INTO limit_windows (ends, name, subject, count) VALUES (?1, ?2, ?3, 1) \
        ON CONFLICT (ends, name, subject) DO UPDATE SET count = count + 1
        """
    static let pruneWindows = """
        DELETE FROM limit_windows WHERE (ends, name, subject) IN \
        (SELECT ends, name, subject FROM limit_windows WHERE ends <= ?1 ORDER BY ends LIMIT ?2)
        """
}
