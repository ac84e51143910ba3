import Foundation
import GRDB
import GRDBSQLite
import Mail
import TestKit
import Testing

@testable import StoreSQLite

/// Whatever a transaction does, what another connection, or the next start, finds after its commit is what was committed.
@Suite("SQLite: writes to the log, gathered") struct GatheredLogTests {
    /// What the database is to hold: by number, the octets.
    private typealias Model = [Int: [UInt8]]

    private let folder = TemporaryDirectory()
    private var path: String { folder.path + "/db" }

    init() throws { try FileManager.default.createDirectory(atPath: folder.path, withIntermediateDirectories: true) }

    @Test(
        "random transactions, read by a connection of the system's VFS and from a copy of the files",
        arguments: ["OFF", "NORMAL", "FULL"], [4, 2_000])
    func readable(synchronous: String, cachePages: Int) throws {
        let random = SeededRandom(seed: UInt64(cachePages) + UInt64(synchronous.utf8.count))
        let writer = try Self.writer(path, synchronous, cachePages)
        var model: Model = [:]
        for _ in 0..<150 {
            try Self.transaction(writer, random, &model, undoes: cachePages > 1_000)
            #expect(try Self.read(path) == model)
            if random.next(below: 10) == 0 {
                try writer.writeWithoutTransaction { _ = try $0.checkpoint(random.next(below: 2) == 0 ? .passive : .truncate) }
            }
            if random.next(below: 10) == 0 { #expect(try readCopy() == model) }
        }
        #expect(try writer.writeWithoutTransaction { try String.fetchOne($0, sql: "PRAGMA integrity_check") } == "ok")
    }

    @Test("the log leaves once for a commit, whatever its pages")
    func once() async throws {
        let writer = try Self.writer(path, "FULL", 2_000)
        func add(_ count: Int) throws -> Int {
            let before = try Self.writes()
            try writer.write { db in
                for _ in 0..<count { try db.execute(sql: "INSERT INTO kept (octets) VALUES (zeroblob(3000))") }
            }
            return try Self.writes() - before
        }
        _ = try add(1)
        // Each row takes a page.
        #expect(try add(200) - add(1) < 20)
    }

    private static func writer(_ path: String, _ synchronous: String, _ cachePages: Int) throws -> DatabaseQueue {
        _ = SQLiteLibrary.isConfigured
        let queue = try DatabaseQueue(path: path)
        try queue.writeWithoutTransaction { db in
            try db.execute(
                sql: """
                    PRAGMA journal_mode = WAL; PRAGMA synchronous = \(synchronous); PRAGMA wal_autocheckpoint = 0;
                    PRAGMA cache_size = \(cachePages);
                    CREATE TABLE kept (number INTEGER PRIMARY KEY, octets BLOB NOT NULL)
                    """)
        }
        return queue
    }

    /// Up to 60 changes; every fourth transaction is undone as a whole.
    ///
    /// - Parameter undoes: Some changes, at a savepoint. Not where the transaction outgrows the cache: SQLite 3.40 then leaves a log that ends,
    ///   for the next start, before what was committed (see `StoreOpening`).
    private static func transaction(
        _ writer: DatabaseQueue, _ random: SeededRandom, _ model: inout Model, undoes: Bool
    ) throws {
        let before = model
        let isUndone = random.next(below: 4) == 0
        try writer.writeWithoutTransaction { db in
            try db.inTransaction {
                for _ in 0...random.next(below: 20) {
                    let saved = model
                    let isKept = !undoes || random.next(below: 3) > 0
                    try db.inSavepoint {
                        for _ in 0...random.next(below: 3) { try change(db, random, &model) }
                        return isKept ? .commit : .rollback
                    }
                    if !isKept { model = saved }
                }
                return isUndone ? .rollback : .commit
            }
        }
        if isUndone { model = before }
    }

    private static func change(_ db: Database, _ random: SeededRandom, _ model: inout Model) throws {
        let number = Int(random.next(below: 40))
        if random.next(below: 4) == 0 {
            try db.execute(sql: "DELETE FROM kept WHERE number = ?", arguments: [number])
            model[number] = nil
        } else {
            let octets = random.bytes(Int(random.next(below: 9_000)))
            try db.execute(sql: "INSERT OR REPLACE INTO kept VALUES (?, ?)", arguments: [number, Data(octets)])
            model[number] = octets
        }
    }

    /// As a process without this VFS reads it.
    private static func read(_ path: String) throws -> Model {
        var connection: OpaquePointer?
        try #require(sqlite3_open_v2(path, &connection, SQLITE_OPEN_READWRITE, "unix") == SQLITE_OK)
        defer { sqlite3_close_v2(connection) }
        var statement: OpaquePointer?
        try #require(sqlite3_prepare_v2(connection, "SELECT number, octets FROM kept", -1, &statement, nil) == SQLITE_OK)
        defer { sqlite3_finalize(statement) }
        var found: Model = [:]
        while true {
            let code = sqlite3_step(statement)
            guard code == SQLITE_ROW else {
                try #require(code == SQLITE_DONE)
                return found
            }
            let octets = UnsafeRawBufferPointer(start: sqlite3_column_blob(statement, 1), count: Int(sqlite3_column_bytes(statement, 1)))
            found[Int(sqlite3_column_int64(statement, 0))] = Array(octets)
        }
    }

    /// As the next start reads what a kill left.
    private func readCopy() throws -> Model {
        let copy = folder.path + "/copy"
        for end in ["", "-wal", "-shm"] {
            try? FileManager.default.removeItem(atPath: copy + end)
            guard end != "-shm", FileManager.default.fileExists(atPath: path + end) else { continue }
            try FileManager.default.copyItem(atPath: path + end, toPath: copy + end)
        }
        return try Self.read(copy)
    }

    /// Calls that write which this thread has made so far (`syscw`, proc(5)).
    private static func writes() throws -> Int {
        let text = try String(contentsOfFile: "/proc/thread-self/io", encoding: .utf8)
        let line = try #require(text.split(separator: "\n").first { $0.hasPrefix("syscw:") })
        return try #require(Int(line.dropFirst(7)))
    }
}
