import GRDB
import GRDBSQLite
package import Issuance
package import Logging
package import Mail
package import Queue
import Synchronization

/// Both store protocols on SQLite: one writing thread with group commit, and a pool of readers.
///
/// An answer to a write means that its commit was synced to disk (`synchronous=FULL`, proven at every opening).
package final class SQLiteStore: Sendable {
    let database: any DatabaseWriter
    let writer: Writer
    private let lock: DirectoryLock?
    private let logger: Logger
    private let isClosed = Atomic(false)

    init(database: any DatabaseWriter, writer: Writer, lock: DirectoryLock?, logger: Logger) {
        self.database = database
        self.writer = writer
        self.lock = lock
        self.logger = logger
    }

    deinit { close() }

    /// Opens or makes the database, brings its schema up to date, and starts the writer.
    ///
    /// - Parameters:
    ///   - clock: For the lease of entries that are handed over in memory, for the audit log, and for the measures.
    ///   - audit: Of the installation's keyring. Without it what must be recorded cannot be done: such a write fails as `broken`.
    ///   - changes: Hears of each commit.
    ///   - lock: Of the directory, where something had to be done under it before; the store releases it.
    package static func open(
        at location: StoreLocation, clock: any TimeSource, logger: Logger, audit: AuditChain? = nil, changes: ChangeHub = ChangeHub(),
        lock: DirectoryLock? = nil
    ) throws(StoreOpenFault) -> SQLiteStore {
        try StoreOpening(location: location, clock: clock, logger: logger, audit: audit, changes: changes, lock: lock).open()
    }

    /// Writes what waits, empties the log and releases the directory. Later calls fail with `closed`; a second one does nothing.
    package func close() {
        isClosed.store(true, ordering: .releasing)
        writer.close()
        // A database in memory goes with its last reference: GRDB would end the process if a read came after the close.
        guard lock != nil else { return }
        do { try database.close() } catch {
            logger.error("database did not close", metadata: ["store.fault": "\(StoreOpening.word(error))"])
        }
        lock?.release()
    }

    /// The version of the SQLite library that is linked, such as `3.40.1`.
    package var libraryVersion: String { String(cString: sqlite3_libversion()) }

    /// The value of a pragma on the writing connection: `synchronous`, `journal_mode`, `integrity_check`.
    package func pragma(_ name: String) async throws(StoreFault) -> String {
        guard name.utf8.allSatisfy({ $0 == 0x5F || (0x61...0x7A).contains($0) }) else {
            throw .broken("the name of a pragma has lower-case letters and underscores only")
        }
        return try await writer.write { try $0.db.text("PRAGMA \(name)") }
    }

    var isOpen: Bool { !isClosed.load(ordering: .acquiring) }

    /// A short read on one snapshot.
    func read<Value: Sendable>(_ body: @escaping @Sendable (Connection) throws -> Value) async throws(StoreFault) -> Value {
        guard isOpen else { throw .closed }
        do { return try await database.read { try body(Connection($0)) } } catch { throw StoreFault(error) }
    }
}
