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
        UPDATE code_challenges SET state = 'superseded', sealed_address = x'' \
        WHERE substr(subject, 1, 8) = substr(?1, 1, 8) AND subject = ?1 AND state = 'pending' RETURNING message
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

    static let idempotency = """
        SELECT key, fingerprint, status, answer, expires FROM idempotency \
        WHERE substr(key, 1, 8) = substr(?1, 1, 8) AND key = ?1 AND expires > ?2
        """
    static let insertIdempotency = """
        INSERT INTO idempotency (key, fingerprint, status, answer, expires) VALUES (?1, ?2, ?3, ?4, ?5)
        """
    static let pruneIdempotency = """
        DELETE FROM idempotency WHERE row IN (SELECT row FROM idempotency WHERE expires <= ?1 ORDER BY expires LIMIT ?2)
        """
    static let limitWindow = """
        SELECT row, count FROM limit_windows \
        WHERE substr(subject, 1, 8) = substr(?1, 1, 8) AND ends = ?2 AND name = ?3 AND subject = ?1
        """
    static let openLimitWindow = "INSERT INTO limit_windows (subject, ends, name, count) VALUES (?1, ?2, ?3, 1)"
    static let countInWindow = "UPDATE limit_windows SET count = count + 1 WHERE row = ?1"
    static let pruneWindows = """
        DELETE FROM limit_windows WHERE row IN (SELECT row FROM limit_windows WHERE ends <= ?1 ORDER BY ends LIMIT ?2)
        """
}
