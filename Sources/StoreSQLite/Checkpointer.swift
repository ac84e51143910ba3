import CSQLite
import GRDB
import GRDBSQLite
import Logging
import Mail

/// Moves the write-ahead log into the database, from the one writing connection and between batches only.
///
/// SQLite's own automatic checkpoint is off: it would make one commit in a thousand slow.
final class Checkpointer {
    /// Pages in the log after which it is copied when nobody waits.
    static let calmPages: Int32 = 1_000
    /// Pages after which it is copied although callers wait: few, so that none waits long.
    static let busyPages: Int32 = 4_000
    /// Pages after which it is copied while a backlog drains and nobody calls: a page that was written ten times meanwhile is copied once.
    static let drainPages: Int32 = 12_000
    /// 128 MiB of pages: readers have kept the log from starting over; it is cut.
    static let truncatePages: Int32 = 32_768

    /// Pages in the log, as SQLite tells after each commit.
    private let pages = UnsafeMutablePointer<Int32>.allocate(capacity: 1)
    /// Where the log stood when it was last copied.
    private var copied: Int32 = 0
    private var copies = LogCopies()
    private let clock: any TimeSource
    private let metrics: StoreMetrics
    private let logger: Logger

    init(clock: any TimeSource, metrics: StoreMetrics, logger: Logger) {
        self.clock = clock
        self.metrics = metrics
        pages.initialize(to: 0)
        self.logger = logger
    }

    deinit { pages.deallocate() }

    /// Whether the log holds anything that a quiet moment should move.
    var isNeeded: Bool { pages.pointee > 0 && !copies.isBarred }

    /// Switches SQLite's checkpoints off and listens for the length of the log.
    func attach(to db: Database) throws {
        try db.execute(sql: "PRAGMA wal_autocheckpoint = 0")
        sqlite3_wal_hook(
            db.sqliteConnection,
            { context, _, _, pages in
                context?.assumingMemoryBound(to: Int32.self).pointee = pages
                return SQLITE_OK
            }, pages)
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
        if pages.pointee < copied { copied = 0 }
        let limit = somebodyWaits ? (isBusy ? Self.busyPages : Self.drainPages) : Self.calmPages
        if pages.pointee > Self.truncatePages, pages.pointee - copied > limit { return truncate(db) }
        if pages.pointee - copied > limit { copy(db, .passive) }
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
            metrics.copied(after: clock.monotonic - began)
            sqlite3_busy_timeout(db.sqliteConnection, StoreOpening.busyMilliseconds)
        }
        do {
            let (frames, moved) = try db.checkpoint(mode)
            copies.copied(moved, of: frames)
            copied = max(0, Int32(clamping: frames))
            if mode == .truncate { pages.pointee = 0 }
        } catch {
            // A reader is in the way, or the disk is full: the log stays valid and is tried again after the next pages.
            copied = pages.pointee
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
