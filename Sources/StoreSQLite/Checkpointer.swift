import CSQLite
import GRDB
import GRDBSQLite
import Logging
import Mail

/// Moves the write-ahead log into the database, from the one writing connection and between batches only.
///
/// SQLite's own automatic checkpoint is off: it would make one commit in a thousand slow.
final class Checkpointer {
    /// Pages in the log after which it is copied: few, so that no caller waits long behind it.
    static let calmPages: Int32 = 1_000
    /// Pages after which it is copied while a backlog drains and nobody calls, or when that was done a moment ago: a page that was written
    /// several times meanwhile is copied once.
    static let busyPages: Int32 = 4_000
    /// A moment.
    private static let pause: Duration = .milliseconds(100)
    /// 128 MiB of pages: readers have kept the log from starting over; it is cut.
    static let truncatePages: Int32 = 32_768

    /// What SQLite tells after each commit that wrote pages.
    private struct Told {
        /// In the log.
        var pages: Int32 = 0
        var commits: UInt64 = 0
    }

    private let told = UnsafeMutablePointer<Told>.allocate(capacity: 1)
    /// Where the log stood when it was last copied.
    private var copied: Int32 = 0
    /// When that was; monotonic.
    private var lastCopy: Duration = .zero
    private var copies = LogCopies()
    private let clock: any TimeSource
    private let metrics: StoreMetrics
    private let logger: Logger

    init(clock: any TimeSource, metrics: StoreMetrics, logger: Logger) {
        self.clock = clock
        self.metrics = metrics
        told.initialize(to: Told())
        self.logger = logger
    }

    deinit { told.deallocate() }

    /// Whether the log holds anything that a quiet moment should move.
    var isNeeded: Bool { told.pointee.pages > 0 && !copies.isBarred }

    /// Whether the log holds nothing. A database in memory has none.
    var isEmpty: Bool { told.pointee.pages == 0 }

    /// Commits that wrote pages; one that changed nothing is none. Stays 0 for a database in memory, which has no log.
    var commits: UInt64 { told.pointee.commits }

    /// Switches SQLite's checkpoints off and listens for the length of the log.
    func attach(to db: Database) throws {
        try db.execute(sql: "PRAGMA wal_autocheckpoint = 0")
        sqlite3_wal_hook(
            db.sqliteConnection,
            { context, _, _, pages in
                let told = context?.assumingMemoryBound(to: Told.self)
                told?.pointee.pages = pages
                told?.pointee.commits += 1
                return SQLITE_OK
            }, told)
    }

    /// The connection no longer knows this object.
    func detach(from db: Database) {
        sqlite3_wal_hook(db.sqliteConnection, nil, nil)
    }

    /// - Parameters:
    ///   - somebodyWaits: Whatever it is that waits.
    ///   - isBusy: Callers come at present.
    func afterBatch(_ db: Database, somebodyWaits: Bool, isBusy: Bool) {
        // The log starts over after a complete copy.
        if told.pointee.pages < copied { copied = 0 }
        let limit = limit(somebodyWaits: somebodyWaits, isBusy: isBusy)
        if told.pointee.pages > Self.truncatePages, told.pointee.pages - copied > limit { return truncate(db) }
        if told.pointee.pages - copied > limit { copy(db, .passive) }
    }

    private func limit(somebodyWaits: Bool, isBusy: Bool) -> Int32 {
        guard somebodyWaits else { return Self.calmPages }
        return isBusy && clock.monotonic - lastCopy >= Self.pause ? Self.calmPages : Self.busyPages
    }

    /// Copies and empties the log: wiped content leaves the disk's files.
    func truncate(_ db: Database) {
        copy(db, .truncate)
    }

    private func copy(_ db: Database, _ mode: Database.CheckpointMode) {
        guard !copies.isBarred else { return }
        // Callers wait behind this: a reader in the way is not waited for.
        sqlite3_busy_timeout(db.sqliteConnection, 0)
        let began = clock.monotonic
        defer {
            lastCopy = clock.monotonic
            metrics.copied(after: lastCopy - began)
            sqlite3_busy_timeout(db.sqliteConnection, StoreOpening.busyMilliseconds)
        }
        do {
            let (frames, moved) = try db.checkpoint(mode)
            copies.copied(moved, of: frames)
            copied = max(0, Int32(clamping: frames))
            if mode == .truncate { told.pointee.pages = 0 }
        } catch {
            // A reader is in the way, or the disk is full: the log stays valid and is tried again after the next pages.
            copied = told.pointee.pages
            note(error, db)
            logger.debug("checkpoint put off", metadata: ["store.fault": "\(StoreOpening.word(error))"])
        }
    }

    private func note(_ error: any Error, _ db: Database) {
        guard let error = error as? DatabaseError else { return }
        if error.resultCode == .SQLITE_BUSY { copies.obstructed() }
        if error.extendedResultCode == .SQLITE_IOERR_FSYNC { copies.failedToSync() }
        guard copies.isBarred else { return }
        // Nor when the connection closes, as SQLite does by itself.
        _ = csqlite_keep_log_on_close(db.sqliteConnection)
        logger.error("a sync failed: the log is kept and grows until the next start, which copies it anew")
    }
}
