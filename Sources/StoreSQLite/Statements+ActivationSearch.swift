/// Activations as lists and look-ups find them.
extension Statements {
    /// The state as it is at ?5, as `Activation.state(at:)` has it.
    private static let stateNow = "CASE WHEN state = 'pending' AND min(expires, code_expires) <= ?5 THEN 'expired' ELSE state END"
    private static let messageState = """
        coalesce((SELECT state FROM queue WHERE id = message), (SELECT state FROM history WHERE id = message))
        """
    private static let filter = "(?2 IS NULL OR \(stateNow) = ?2) AND (?3 IS NULL OR \"case\" = ?3)"

    /// A filter looks at no more than ?6 rows, so that a rare one does not read them all.
    static let activationPage = SQL(
        """
        SELECT \(activationColumns), \(messageState) FROM \
        (SELECT * FROM activations WHERE id < ?1 ORDER BY id DESC LIMIT ?6) WHERE \(filter) LIMIT ?4
        """)
    /// The same of municipality ?7.
    static let activationPageOf = SQL(
        """
        SELECT \(activationColumns), \(messageState) FROM \
        (SELECT * FROM activations WHERE municipality = ?7 AND id < ?1 ORDER BY id DESC LIMIT ?6) WHERE \(filter) LIMIT ?4
        """)
    /// A pending activation of a citizen other than ?2 with the address ?1.
    static let activationOfAnother = SQL(
        """
        SELECT 1 FROM activations WHERE substr(address, 1, 8) = substr(?1, 1, 8) AND address = ?1 AND citizen <> ?2 \
        AND state = 'pending' AND code_expires > ?3 LIMIT 1
        """)
    /// The same of digital keys. ?3 says nothing here.
    static let keyOfAnother = SQL(
        """
        SELECT 1 FROM digital_keys WHERE substr(address, 1, 8) = substr(?1, 1, 8) AND address = ?1 AND citizen <> ?2 \
        AND revoked IS NULL AND ?3 IS NOT NULL LIMIT 1
        """)
    static let pendingOfCitizen = SQL(
        """
        SELECT id FROM activations WHERE substr(citizen, 1, 8) = substr(?1, 1, 8) AND citizen = ?1 AND municipality = ?2 \
        AND state = 'pending' AND code_expires > ?3 ORDER BY row DESC LIMIT 1
        """)
    /// The last row a filter looked at; no row when it reached the end.
    static let activationWindowEnd = SQL("SELECT id FROM activations WHERE id < ?1 ORDER BY id DESC LIMIT 1 OFFSET ?2")
    static let activationWindowEndOf = SQL(
        "SELECT id FROM activations WHERE municipality = ?3 AND id < ?1 ORDER BY id DESC LIMIT 1 OFFSET ?2")
}
