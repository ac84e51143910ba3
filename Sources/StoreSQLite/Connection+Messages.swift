import Mail
import Queue

extension Connection {
    /// One that waits, or is over, with its attempts.
    func message(_ id: QueueID) throws -> QueueMessage? {
        let attempts = try rows(Statements.attempts, .id(id)) { try $0.attempt(from: 0) }.compactMap(\.self)
        if let waiting = try row(Statements.queueMessage, .id(id), read: { try $0.message(attempts: attempts) }) { return waiting }
        return try row(Statements.historyMessage, .id(id)) { columns in
            let last = try columns.attempt(from: 15)
            return try columns.message(attempts: attempts + (last.map { [$0] } ?? []))
        }
    }
}
