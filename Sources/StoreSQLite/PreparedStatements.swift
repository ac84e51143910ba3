import GRDB
import GRDBSQLite

/// The statements of one connection, prepared at their first use and found by number.
///
/// Belongs to the connection's thread.
final class PreparedStatements {
    private var statements: [Statement?] = []

    func handle(_ sql: SQL, on database: Database) throws -> OpaquePointer {
        if sql.number < statements.count, let statement = statements[sql.number] { return statement.sqliteStatement }
        let statement = try database.makeStatement(sql: sql.text)
        while statements.count <= sql.number { statements.append(nil) }
        statements[sql.number] = statement
        return statement.sqliteStatement
    }

    /// Lets them go: a connection with statements does not close.
    func removeAll() { statements.removeAll() }
}
