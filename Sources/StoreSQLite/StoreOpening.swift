import GRDB
import Issuance
import Logging
import Mail
import Queue

/// The steps from a directory to a running store.
struct StoreOpening {
    let location: StoreLocation
    let clock: any TimeSource
    let logger: Logger
    let audit: AuditChain?
    let changes: ChangeHub
    /// `nil`: it is taken here.
    let lock: DirectoryLock?
    var memtableCapacity = Memtables.capacity

    /// The database in its directory.
    static let fileName = "postduif.sqlite"
    private static let writerCacheKibibytes = 24 * 1_024
    /// 512 MiB of pages: as much of a transaction stays in memory until its commit. Not a multiple of 256, which SQLite takes for "off"
    /// (`getSafetyLevel` looks at the last octet).
    private static let spillPages = 131_071
    /// How long a statement waits for a lock: nobody else should have one.
    static let busyMilliseconds: Int32 = 5_000

    func open() throws(StoreOpenFault) -> SQLiteStore {
        _ = SQLiteLibrary.isConfigured
        switch location {
        case .memory:
            return try start(path: ":memory:", lock: nil) { try DatabaseQueue(configuration: configuration) }
        case .directory(let directory):
            let path = directory + "/" + Self.fileName
            let lock = if let lock { lock } else { try DirectoryLock.take(of: directory) }
            try SpoolDirectory.prepareFile(path)
            let wasKilled = SpoolDirectory.size(of: path + "-wal") > 0
            let store = try start(path: path, lock: lock) {
                let pool = try DatabasePool(path: path, configuration: configuration)
                if wasKilled { try pool.writeWithoutTransaction(settleLog) }
                return pool
            }
            logger.info("store opened", metadata: ["store.recovered": "\(wasKilled)"])
            return store
        }
    }

    private func start(
        path: String, lock: DirectoryLock?, _ connect: () throws -> any DatabaseWriter
    ) throws(StoreOpenFault) -> SQLiteStore {
        do {
            let database = try connect()
            try database.writeWithoutTransaction { try makeDurable($0, path: path) }
            try migrate(database, path: path)
            let memtables = try database.read { try Connection($0).memtables(capacity: memtableCapacity) }
            let writer = Writer(
                database: database, clock: clock, logger: logger, audit: audit, memtables: memtables, changes: changes)
            guard writer.start() else { throw StoreOpenFault.failed(path: path, detail: "no thread for the writer") }
            return SQLiteStore(database: database, writer: writer, lock: lock, logger: logger)
        } catch {
            throw Self.fault(error, path: path)
        }
    }

    private var configuration: Configuration {
        var configuration = Configuration()
        configuration.foreignKeysEnabled = false
        configuration.busyMode = .timeout(Double(Self.busyMilliseconds) / 1_000)
        configuration.label = "store"
        configuration.prepareDatabase { db in
            try db.execute(sql: "PRAGMA secure_delete = ON")
        }
        return configuration
    }

    /// GRDB's pool sets `synchronous=NORMAL` when it turns the log on: a power cut would take answered requests back.
    private func makeDurable(_ db: Database, path: String) throws {
        try db.execute(sql: "PRAGMA synchronous = FULL; PRAGMA journal_size_limit = 67108864; PRAGMA wal_autocheckpoint = 0")
        // The pages that the writer touches again and again: SQLite's own 2 MiB make it read and free them in turn.
        try db.execute(sql: "PRAGMA cache_size = -\(Self.writerCacheKibibytes)")
        // No part of a transaction in the log before its commit. Where pages left the cache early and a savepoint was rolled back later, SQLite 3.40.1
        // committed frames whose checksums do not follow on each other: the next start after a kill found the log ending before them.
        // ``GatheredLog`` rests on it too. Beyond, a transaction is one that has no savepoints: it holds a million messages after a restore.
        try db.execute(sql: "PRAGMA cache_spill = \(Self.spillPages)")
        guard try Connection(db).text("PRAGMA cache_spill") == String(Self.spillPages) else {
            throw StoreOpenFault.failed(path: path, detail: "SQLite does not take cache_spill = \(Self.spillPages)")
        }
        let synchronous = try Connection(db).text("PRAGMA synchronous")
        guard synchronous == "2" else { throw StoreOpenFault.notDurable(path: path, synchronous: synchronous) }
    }

    private func migrate(_ database: any DatabaseWriter, path: String) throws {
        let migrator = Migrations.migrator
        let unknown = try database.read { db in
            try migrator.appliedIdentifiers(db).subtracting(migrator.migrations).sorted()
        }
        guard unknown.isEmpty else { throw StoreOpenFault.newerSchema(path: path, unknown: unknown) }
        try migrator.migrate(database)
    }

    /// After an unclean stop. A log whose last sync failed may hold whole frames that are in the kernel's memory alone; behind them nothing
    /// would be durable. So it is copied and emptied before it grows.
    private func settleLog(_ db: Database) throws {
        try inspect(db)
        do { try db.checkpoint(.truncate) } catch let error as DatabaseError where error.resultCode == .SQLITE_BUSY {
            // Somebody reads it from outside. Anything else is the disk: what would be acknowledged now might not outlive the power.
            logger.warning("the log of the former run could not be emptied", metadata: ["store.fault": "\(Self.word(error))"])
        }
    }

    /// After an unclean stop: the small tables that every message passes through. `doctor` reads the whole file.
    private func inspect(_ db: Database) throws {
        let connection = Connection(db)
        guard try connection.text("SELECT name FROM sqlite_schema WHERE name = 'counters'") == "counters" else { return }
        let verdict = try connection.text("PRAGMA quick_check(counters)")
        guard verdict == "ok" else { throw DatabaseError(resultCode: .SQLITE_CORRUPT, message: verdict) }
    }

    // MARK: Faults

    static func fault(_ error: any Error, path: String) -> StoreOpenFault {
        switch error {
        case let fault as StoreOpenFault: fault
        case let error as DatabaseError: fault(error, path: path)
        case let fault as StoreFault: .damaged(path: path, detail: detail(fault))
        default: .failed(path: path, detail: "\(type(of: error))")
        }
    }

    private static func fault(_ error: DatabaseError, path: String) -> StoreOpenFault {
        let detail = "SQLite \(error.extendedResultCode.rawValue): \(error.message ?? "no message")"
        return switch error.resultCode {
        case .SQLITE_FULL: .diskFull(path: path)
        case .SQLITE_CORRUPT, .SQLITE_NOTADB: .damaged(path: path, detail: detail)
        default: .failed(path: path, detail: detail)
        }
    }

    /// A bounded word for a log line.
    static func word(_ error: any Error) -> String { StoreFault(error).metricLabel }

    static func detail(_ fault: StoreFault) -> String {
        switch fault {
        case .unwritable(let text), .broken(let text): text
        case .overloaded, .closed: ""
        }
    }
}
