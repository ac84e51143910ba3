/// API keys, activations, digital keys, one-time codes.
extension Statements {
    // MARK: API keys

    static let insertAPIKey = SQL(
        """
        INSERT INTO api_keys (id, name, scopes, municipality, digest, created, revoked) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
        """)
    static let revokeAPIKey = SQL("UPDATE api_keys SET revoked = ?2 WHERE id = ?1 AND revoked IS NULL RETURNING municipality")
    static let apiKeys = SQL("SELECT id, name, scopes, municipality, digest, created, revoked FROM api_keys ORDER BY created, id")

    // MARK: Activations

    static let activationColumns = """
        id, municipality, "case", citizen, language, binding_language, sealed_address, channel, assurance, document, country, \
        checked_with, result, state, token, code, reference, issued, expires, code_expires, tries, tries_total, message, digital_key, \
        address, bis_registered_on, confirmed_warnings, issued_by, corrected, return_to, notices
        """
    static let insertActivation = SQL(
        """
        INSERT INTO activations (\(activationColumns)) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, \
        ?16, ?17, ?18, ?19, ?20, ?21, ?22, ?23, ?24, ?25, ?26, ?27, ?28, ?29, ?30, ?31)
        """)
    static let activation = SQL("SELECT \(activationColumns) FROM activations WHERE id = ?1")
    /// The newest row where there is none with this token: whoever asks compares the token, and a miss takes as long as a hit.
    static let activationByToken = SQL(
        """
        SELECT \(activationColumns) FROM activations WHERE token = ?1 UNION ALL \
        SELECT \(activationColumns) FROM activations WHERE row = (SELECT max(row) FROM activations) LIMIT 1
        """)
    /// The code stays, and so do the wrong tries at it.
    static let resendActivation = SQL(
        """
        UPDATE activations SET token = ?2, expires = ?3, message = ?4 WHERE id = ?1 AND state = 'pending'
        """)
    /// The code on paper is over, and with it every link: their addresses go.
    static let expireActivations = SQL(
        """
        UPDATE activations SET state = 'expired', sealed_address = x'', address = x'', return_to = NULL WHERE row IN \
        (SELECT row FROM activations WHERE state = 'pending' AND code_expires <= ?1 ORDER BY code_expires LIMIT ?2)
        """)
    static let redeemActivation = SQL(
        """
        UPDATE activations SET state = 'redeemed', digital_key = ?2, notices = ?3, sealed_address = x'', address = x'', return_to = NULL \
        WHERE id = ?1 AND state = 'pending'
        """)
    /// Adds ?2, which may be 0.
    static let countActivationTry = SQL(
        "UPDATE activations SET tries = tries + ?2, tries_total = tries_total + ?2, touched = touched + 1 WHERE id = ?1")
    static let lockActivation = SQL(
        "UPDATE activations SET state = 'locked', sealed_address = x'', address = x'', return_to = NULL WHERE id = ?1")

    // MARK: Digital keys

    static let digitalKeyColumns = """
        id, activation, municipality, citizen, sealed_address, language, binding_language, assurance, created, revoked, address, corrected
        """
    static let insertDigitalKey = SQL(
        """
        INSERT INTO digital_keys (\(digitalKeyColumns)) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)
        """)
    static let digitalKey = SQL("SELECT \(digitalKeyColumns) FROM digital_keys WHERE id = ?1")
}
