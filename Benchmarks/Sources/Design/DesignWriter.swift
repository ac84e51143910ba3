import Dispatch
import Foundation
import GRDB
import Synchronization

/// One thread, one connection, `synchronous=FULL`: what waits goes into one transaction, and is answered after its commit.
final class DesignWriter: Sendable {
    private enum Work: Sendable {
        case insert(DesignEntry, CheckedContinuation<Void, Never>)
        case settle(Int64)
    }

    private let database: DatabaseQueue
    private let handOver: DesignHandOver?
    private let inbox = Mutex<[Work]>([])
    private let wake = DispatchSemaphore(value: 0)

    init(path: String, handOver: DesignHandOver?) throws {
        var configuration = Configuration()
        configuration.prepareDatabase { db in
            try db.execute(sql: "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL")
        }
        database = try DatabaseQueue(path: path, configuration: configuration)
        self.handOver = handOver
        try database.write { db in
            try db.execute(
                sql: """
                    CREATE TABLE mail (
                      id INTEGER PRIMARY KEY, state INTEGER NOT NULL, due INTEGER NOT NULL, address BLOB NOT NULL, content BLOB);
                    """)
            let settings = try ["journal_mode", "synchronous"].map { try String.fetchOne(db, sql: "PRAGMA \($0)") }
            guard settings == ["wal", "2"] else { throw BenchFault("the database syncs no commit") }
        }
    }

    func insert(_ entry: DesignEntry) async {
        await withCheckedContinuation { continuation in add(.insert(entry, continuation)) }
    }

    func settle(_ id: Int64) { add(.settle(id)) }

    private func add(_ work: Work) {
        let isFirst = inbox.withLock { inbox in
            inbox.append(work)
            return inbox.count == 1
        }
        if isFirst { wake.signal() }
    }

    func run() {
        while true {
            wake.wait()
            let batch = inbox.withLock { inbox in
                let taken = inbox
                inbox.removeAll(keepingCapacity: true)
                return taken
            }
            do { try database.writeWithoutTransaction { try write(batch, in: $0) } } catch { DesignAlone.stop("the writer: \(error)") }
            var fresh: [DesignEntry] = []
            for case .insert(let entry, let continuation) in batch {
                continuation.resume()
                fresh.append(entry)
            }
            handOver?.add(fresh)
        }
    }

    private func write(_ batch: [Work], in db: Database) throws {
        try db.inTransaction(.immediate) {
            let insert = try db.cachedStatement(sql: "INSERT INTO mail (id, state, due, address, content) VALUES (?, 1, ?, ?, ?)")
            let settle = try db.cachedStatement(sql: "UPDATE mail SET state = 2, content = NULL WHERE id = ?")
            for work in batch {
                switch work {
                case .insert(let entry, _):
                    try insert.execute(arguments: [entry.id, entry.id, Data(entry.address), Data(entry.content)])
                case .settle(let id): try settle.execute(arguments: [id])
                }
            }
            return .commit
        }
    }
}
