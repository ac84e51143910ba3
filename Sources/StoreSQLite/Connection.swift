import GRDB
import GRDBSQLite

/// A connection while it is ours: statements bound and stepped by position.
struct Connection {
    let database: Database
    /// The writer's; a reader's connections take theirs from GRDB's cache.
    private let prepared: PreparedStatements?

    init(_ database: Database, prepared: PreparedStatements? = nil) {
        self.database = database
        self.prepared = prepared
    }

    var lastInsertedRowID: Int64 { database.lastInsertedRowID }

    /// Runs a statement to its end. Returns how many rows it changed.
    @discardableResult
    func run(_ sql: SQL, _ values: SQLValue...) throws -> Int {
        let statement = try bound(sql, values)
        defer { release(statement) }
        while try step(statement) {}
        return Int(sqlite3_changes(database.sqliteConnection))
    }

    /// All rows of a statement.
    func rows<Row>(_ sql: SQL, _ values: SQLValue..., read: (Columns) throws -> Row) throws -> [Row] {
        let statement = try bound(sql, values)
        defer { release(statement) }
        var rows: [Row] = []
        while try step(statement) { rows.append(try read(Columns(statement: statement))) }
        return rows
    }

    /// The first row of a statement.
    func row<Row>(_ sql: SQL, _ values: SQLValue..., read: (Columns) throws -> Row) throws -> Row? {
        let statement = try bound(sql, values)
        defer { release(statement) }
        return try step(statement) ? try read(Columns(statement: statement)) : nil
    }

    /// The first column of the first row of a text that is no named statement: a pragma.
    func text(_ sql: String) throws -> String {
        let statement = try database.makeStatement(sql: sql)
        return try withExtendedLifetime(statement) {
            try step(statement.sqliteStatement) ? Columns(statement: statement.sqliteStatement).text(0) : ""
        }
    }

    private func bound(_ sql: SQL, _ values: [SQLValue]) throws -> OpaquePointer {
        let statement = try prepared?.handle(sql, on: database) ?? database.cachedStatement(sql: sql.text).sqliteStatement
        for (index, value) in values.enumerated() {
            let code = value.bind(to: statement, at: Int32(index + 1))
            guard code == SQLITE_OK else { throw fault(code) }
        }
        return statement
    }

    private func step(_ statement: OpaquePointer) throws -> Bool {
        switch sqlite3_step(statement) {
        case SQLITE_ROW: return true
        case SQLITE_DONE: return false
        case let code: throw fault(code)
        }
    }

    /// A statement that is not reset holds its snapshot, and its arguments stay in memory.
    private func release(_ statement: OpaquePointer) {
        sqlite3_reset(statement)
        sqlite3_clear_bindings(statement)
    }

    private func fault(_ code: Int32) -> DatabaseError {
        DatabaseError(resultCode: ResultCode(rawValue: code), message: database.lastErrorMessage)
    }
}
