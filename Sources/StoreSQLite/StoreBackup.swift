import GRDB
import Mail

/// One consistent copy of a database that is in use: a snapshot of its own connection, so that neither the writer nor the readers wait.
///
/// Meanwhile the log cannot start over and grows by what is written.
struct StoreBackup {
    let source: DatabasePool
    let file: BackupFile
    let at: Instant
    let onSnapshot: @Sendable () throws -> Void
    let onCopied: @Sendable () throws -> Void

    /// 4 MiB between two looks at the progress.
    private static let pagesPerStep: CInt = 1_024

    private var spool: String { String(source.path.dropLast(StoreOpening.fileName.count + 1)) }

    /// Returns the octets of the file.
    func run(_ progress: @escaping (BackupProgress) -> Void) throws(BackupFault) -> Int64 {
        try file.begin(spool: spool)
        do {
            try copy(progress)
            try onCopied()
        } catch let fault as BackupFault {
            file.removeDraft()
            throw fault
        } catch let fault as DatabaseError {
            file.removeDraft()
            throw file.fault(
                full: fault.resultCode == .SQLITE_FULL, detail: "SQLite \(fault.extendedResultCode.rawValue): \(fault.message ?? "")")
        } catch {
            file.removeDraft()
            throw file.fault(full: false, detail: "\(error)")
        }
        do { return try file.finish() } catch {
            file.removeDraft()
            throw error
        }
    }

    private static func octets(_ db: Database) throws -> Int64 {
        let size = try Int64.fetchOne(db, sql: "SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()")
        return size ?? 0
    }

    private func copy(_ progress: @escaping (BackupProgress) -> Void) throws {
        let snapshot = try source.makeSnapshot()
        try onSnapshot()
        try file.checkRoom(for: try snapshot.read(Self.octets), spool: spool)
        let draft = try DatabaseQueue(path: file.draft, configuration: configuration)
        defer { try? draft.close() }
        try snapshot.backup(to: draft, pagesPerStep: Self.pagesPerStep) {
            progress(BackupProgress(copied: $0.completedPageCount, total: $0.totalPageCount))
        }
        try draft.writeWithoutTransaction { db in
            // One file: a log beside it would have to travel with it.
            guard try Connection(db).text("PRAGMA journal_mode = DELETE") == "delete" else {
                throw DatabaseError(resultCode: .SQLITE_ERROR, message: "the copy keeps a log")
            }
            // Its leases end with it, and no flight recorder can know of them.
            try Connection(db).run(Statements.disownLeases)
            // Nor can it know what happens from now on.
            try Connection(db).run(Statements.markCopy, .time(at))
        }
    }

    /// Synced once, at the end: until then the file has no name of its own.
    private var configuration: Configuration {
        var configuration = Configuration()
        configuration.foreignKeysEnabled = false
        configuration.label = "backup"
        configuration.prepareDatabase { db in
            try db.execute(sql: "PRAGMA locking_mode = EXCLUSIVE; PRAGMA synchronous = OFF; PRAGMA secure_delete = ON")
        }
        return configuration
    }
}
