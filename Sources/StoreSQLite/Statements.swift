/// Every statement of the driver by name; the extensions hold them by subject, in the order of use.
enum Statements {
    static let begin = SQL("BEGIN IMMEDIATE")
    static let commit = SQL("COMMIT")
    static let savepoint = SQL("SAVEPOINT request")
    static let releaseSavepoint = SQL("RELEASE request")
    static let rollBackToSavepoint = SQL("ROLLBACK TO request")

    /// The smallest write there is, for readiness. It must change something: SQLite writes no page for a row that stays as it is.
    static let touch = SQL("UPDATE touches SET count = count + 1")
    static let addToCounter = SQL("UPDATE counters SET count = count + ?1 WHERE lane = ?2 AND state = ?3")
    static let counters = SQL("SELECT lane, state, count FROM counters")
}
