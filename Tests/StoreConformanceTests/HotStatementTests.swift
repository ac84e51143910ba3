import GRDB
import TestKit
import Testing

@testable import StoreSQLite

/// What runs for each message must not grow what SQLite hides: a list in a check is a table in memory for each row (decision 62).
@Suite("Statements of each message")
struct HotStatementTests {
    private let directory = TemporaryDirectory()

    private static let statements: [StoreSQLite.SQL] = [
        Statements.insertEntry, Statements.settleFinished, Statements.settleWaiting, Statements.deleteEntry, Statements.entryByID,
        Statements.insertChallenge, Statements.messageOfSubject, Statements.supersedeChallenge, Statements.limitCounters,
        Statements.keepLimitCounters, Statements.pendingChallenge, Statements.keepPendingChallenge, Statements.appendToMemtableLog,
        Statements.subjectTries, Statements.idempotency, Statements.insertIdempotency, Statements.addToCounter,
    ]

    private static let costly: Set = ["OpenEphemeral", "OpenAutoindex", "SorterOpen", "Rewind", "Last"]

    @Test("they make no table in memory, sort nothing and read no table from end to end")
    func plain() throws {
        try SQLiteStore.open(at: .directory(directory.path), clock: ManualClock(), logger: .quiet).close()
        let database = try DatabaseQueue(path: directory.path + "/postduif.sqlite")
        try database.read { db in
            for sql in Self.statements {
                let operations = try Connection(db).rows(StoreSQLite.SQL("EXPLAIN " + sql.text)) { $0.text(1) }
                #expect(Set(operations).isDisjoint(with: Self.costly), "\(sql.text)")
                #expect(operations.count > 5)
            }
        }
        try database.close()
    }
}
