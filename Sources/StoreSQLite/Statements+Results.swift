/// Results of activations that wait for their front.
extension Statements {
    static let insertResult = SQL("INSERT INTO activation_results (digest, activation, expires) VALUES (?1, ?2, ?3)")
    /// While what it tells is in force.
    static let result = SQL(
        """
        SELECT activations.id, digital_keys.id, activations.assurance, activations.language, activations.binding_language, \
        activations.municipality \
        FROM activation_results JOIN activations ON activations.id = activation_results.activation \
        JOIN digital_keys ON digital_keys.id = activations.digital_key \
        WHERE digest = ?1 AND activation_results.expires > ?2 AND state = 'redeemed' AND revoked IS NULL
        """)
    static let deleteResult = SQL("DELETE FROM activation_results WHERE digest = ?1")
    /// Reads the table: it holds those of ten minutes.
    static let deleteResultsOfActivation = SQL("DELETE FROM activation_results WHERE activation = ?1")
    static let pruneResults = SQL(
        """
        DELETE FROM activation_results WHERE digest IN \
        (SELECT digest FROM activation_results WHERE expires <= ?1 ORDER BY expires LIMIT ?2)
        """)
}
