/// What is held about one citizen.
extension Statements {
    static let activationsOfCitizen = SQL(
        """
        SELECT \(activationColumns) FROM activations WHERE substr(citizen, 1, 8) = substr(?1, 1, 8) AND citizen = ?1 ORDER BY id
        """)
    static let digitalKeysOfCitizen = SQL(
        """
        SELECT \(digitalKeyColumns) FROM digital_keys WHERE substr(citizen, 1, 8) = substr(?1, 1, 8) AND citizen = ?1 ORDER BY id
        """)
    /// Reads the table, on a connection that nobody waits for: challenges live for a day, and nobody but an export or an erasure asks by
    /// key. An index over those that ended would cost every code a page at its end.
    static let challengesOfKey = SQL("SELECT \(challengeColumns) FROM code_challenges WHERE digital_key = ?1 ORDER BY id")
    /// Those that came since the table was read.
    static let pendingChallengesOfKey = SQL(
        """
        SELECT id FROM code_challenges INDEXED BY code_challenges_key WHERE state = 'pending' AND digital_key = ?1
        """)
    static let waitingEntries = SQL("SELECT row, id, sealed FROM queue WHERE domain = ?1 AND kind = ?2 AND row > ?3 ORDER BY row LIMIT ?4")

    static let deleteActivationsOfCitizen = SQL(
        "DELETE FROM activations WHERE substr(citizen, 1, 8) = substr(?1, 1, 8) AND citizen = ?1")
    static let deleteDigitalKeysOfCitizen = SQL(
        "DELETE FROM digital_keys WHERE substr(citizen, 1, 8) = substr(?1, 1, 8) AND citizen = ?1")
    static let challengeToErase = SQL("SELECT message, subject FROM code_challenges WHERE id = ?1")
    static let deleteChallenge = SQL("DELETE FROM code_challenges WHERE id = ?1")
    /// The domain of a mail may be one person's, and a reply may name it.
    static let wipeHistory = SQL("UPDATE history SET domain = '', last_text = NULL WHERE id = ?1")
    /// Of an entry that is leased: whoever has the lease has the domain in memory.
    static let forgetDomain = SQL("UPDATE queue SET domain = '' WHERE id = ?1 AND state = 1")
}
