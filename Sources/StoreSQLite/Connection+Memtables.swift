import Issuance
import Mail
import Queue

extension Connection {
    /// What the log holds, as it was when the process that wrote it ended.
    func memtables(capacity: Int) throws -> Memtables {
        var state = Memtables.State()
        for row in try rows(Statements.memtableLog, read: { ($0.int(0), $0.time(1), $0.blob(2), $0.blob(3)) }) {
            try MemtableLog.read(row.2) { state.limits.stage($1, for: $0) }
            try MemtableLog.read(row.3) { state.challenges.stage($1, for: $0) }
            // One by one: what is staged keeps its room.
            state.limits.commit()
            state.challenges.commit()
            if state.since == nil { (state.since, state.frozenRow) = (row.1, row.0 - 1) }
            state.lastRow = row.0
        }
        return Memtables(state, capacity: capacity)
    }
}
