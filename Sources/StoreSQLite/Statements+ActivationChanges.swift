/// Activations and digital keys that are changed or ended.
extension Statements {
    static let revokeActivation = SQL(
        """
        UPDATE activations SET state = 'revoked', sealed_address = x'', address = x'', return_to = NULL \
        WHERE id = ?1 AND state IN ('pending', 'redeemed')
        """)
    static let reissueActivation = SQL(
        """
        UPDATE activations SET token = ?2, code = ?3, reference = ?4, expires = ?5, code_expires = ?6, message = ?7, tries = 0 \
        WHERE id = ?1 AND state = 'pending'
        """)
    /// Another address with a link of its own.
    static let correctActivation = SQL(
        """
        UPDATE activations SET corrected = ?2, confirmed_warnings = ?3, sealed_address = ?4, address = ?5, token = ?6, expires = ?7, \
        message = ?8, notices = ?9 WHERE id = ?1 AND state = 'pending'
        """)
    static let correctRedeemedActivation = SQL(
        "UPDATE activations SET corrected = ?2, confirmed_warnings = ?3, notices = ?4 WHERE id = ?1 AND state = 'redeemed'")
    static let correctDigitalKey = SQL(
        """
        UPDATE digital_keys SET corrected = ?2, sealed_address = ?3, address = ?4 WHERE id = ?1 AND revoked IS NULL
        """)
    /// Its address goes: nobody gets a code for it any more.
    static let revokeDigitalKey = SQL(
        """
        UPDATE digital_keys SET revoked = ?2, sealed_address = x'', address = x'' WHERE id = ?1 AND revoked IS NULL
        """)
    static let cancelChallengesOfKey = SQL(
        """
        UPDATE code_challenges SET state = 'cancelled', sealed_address = x'' WHERE digital_key = ?1 AND state = 'pending' \
        RETURNING message
        """)
    /// A row while the key is in force with the address that its reader saw.
    static let digitalKeyStands = SQL("SELECT 1 FROM digital_keys WHERE id = ?1 AND revoked IS NULL AND address = ?2")
}
