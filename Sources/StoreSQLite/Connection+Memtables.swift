import Issuance
import Mail
import Queue

extension Connection {
    /// What the log holds, as it was when the process that wrote it ended.
    func memtables(capacity: Int = Memtables.capacity) throws -> Memtables {
        var state = Memtables.State()
        for row in try rows(Statements.memtableLog, read: { ($0.int(0), $0.time(1), $0.blob(2), $0.blob(3)) }) {
            try MemtableLog.read(row.2) { state.limits.stage($1, for: $0) }
            try MemtableLog.read(row.3) { state.challenges.stage($1, for: $0) }
            (state.lastRow, state.since) = (row.0, state.since ?? row.1)
        }
        state.limits.commit()
        state.challenges.commit()
        return Memtables(state, capacity: capacity)
    }

    /// The limit counters that are not in their table yet; for a connection that is not the writer's.
    func recentLimitCounters() throws -> [SubjectKey: LimitCounters] {
        var recent: [SubjectKey: LimitCounters] = [:]
        for log in try rows(Statements.memtableLog, read: { $0.blob(2) }) {
            try MemtableLog.read(log) { recent[$0] = $1 }
        }
        return recent
    }
}
