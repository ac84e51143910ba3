import Logging
import StoreSQLite

/// The version of the SQLite library that is linked.
enum SQLiteVersion {
    static func read() async throws -> String {
        let store = try SQLiteStore.open(at: .memory, clock: SystemClock(), logger: Logger(label: "postduif"))
        defer { store.close() }
        return store.libraryVersion
    }
}
