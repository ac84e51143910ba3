import GRDB
import Logging
import Mail
import Queue
import TestKit

@testable import StoreSQLite

/// What stays when a process ends: one database in memory, emptied for each simulation.
final class SimulatedDatabase: @unchecked Sendable {
    // @unchecked: the scheduler's thread alone uses it.
    let queue: DatabaseQueue
    let prepared = PreparedStatements()
    /// Copies nothing here: a database in memory has no log.
    let checkpointer = Checkpointer(
        clock: ManualClock(), metrics: StoreMetrics(), logger: Logger(label: "store") { _ in SwiftLogNoOpLogHandler() })
    private let oracle = PreparedStatements()

    init() throws {
        queue = try DatabaseQueue()
        try Migrations.migrator.migrate(queue)
    }

    func empty() throws {
        try queue.write { db in
            try db.execute(
                sql:
                    "DELETE FROM queue; DELETE FROM history; DELETE FROM attempts; DELETE FROM pauses; DELETE FROM audit; UPDATE counters SET count = 0"
            )
        }
    }

    /// Rows ever changed.
    var changes: Int { queue.writeWithoutTransaction { $0.totalChangesCount } }

    /// An entry of the hot table as it is on disk.
    struct Row {
        let state: QueueState
        let lane: Lane
        let reason: String
        let resends: Int
        let owner: Int64?
        let until: Instant?
        let isWithdrawn: Bool
    }

    private static let rows = SQL("SELECT id, state, lane, reason, resends, owner, until, withdrawn IS NOT NULL FROM queue")
    private static let ended = SQL("SELECT state FROM history WHERE id = ?1")
    private static let counts = SQL(
        """
        SELECT c.lane, c.state, c.count, (SELECT count(*) FROM queue q WHERE q.lane = c.lane AND q.state = c.state) \
        + (SELECT count(*) FROM history h WHERE h.lane = c.lane AND h.state = c.state) FROM counters c
        """)

    /// All entries that have not ended.
    func entries() throws -> [QueueID: Row] {
        try queue.writeWithoutTransaction { db in
            let rows = try Connection(db, prepared: oracle).rows(Self.rows) { columns in
                let until = columns.optionalTime(6)
                let row = Row(
                    state: try columns.state(1), lane: try columns.lane(2), reason: columns.text(3), resends: columns.number(4),
                    owner: until == nil ? nil : columns.int(5), until: until, isWithdrawn: columns.int(7) != 0)
                return (try columns.id(0) as QueueID, row)
            }
            return Dictionary(uniqueKeysWithValues: rows)
        }
    }

    func pauses() throws -> Set<QueuePause> {
        try queue.writeWithoutTransaction { try Connection($0, prepared: oracle).pauses() }
    }

    /// How an entry ended; `nil` when it did not.
    func end(of id: QueueID) throws -> QueueState? {
        try queue.writeWithoutTransaction { try Connection($0, prepared: oracle).row(Self.ended, .id(id)) { try $0.state(0) } }
    }

    /// A counter that differs from what it counts.
    func wrongCounter() throws -> String? {
        try queue.writeWithoutTransaction { db in
            let rows = try Connection(db, prepared: oracle).rows(Self.counts) { (try $0.lane(0), try $0.state(1), $0.int(2), $0.int(3)) }
            return rows.first { $0.2 != $0.3 }.map { "\($0.0.rawValue) \($0.1.rawValue): counter \($0.2), rows \($0.3)" }
        }
    }
}
