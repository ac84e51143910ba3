/// Every statement of the driver by name; the extensions hold them by subject, in the order of use.
enum Statements {
    static let begin = "BEGIN IMMEDIATE"
    static let commit = "COMMIT"
    static let savepoint = "SAVEPOINT request"
    static let releaseSavepoint = "RELEASE request"
    static let rollBackToSavepoint = "ROLLBACK TO request"

    /// The smallest write there is, for readiness.
    static let touch = "UPDATE counters SET count = count WHERE lane = 0 AND state = 0"
    static let addToCounter = "UPDATE counters SET count = count + ?1 WHERE lane = ?2 AND state = ?3"
    static let counters = "SELECT lane, state, count FROM counters"
}
