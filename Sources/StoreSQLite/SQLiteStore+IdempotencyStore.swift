package import Issuance
package import Mail
package import Queue

extension SQLiteStore: IdempotencyStore {
    package func idempotency(_ key: [UInt8], now: Instant) async throws(StoreFault) -> IdempotencyRecord? {
        try await read { try $0.row(Statements.idempotency, .blob(key), .time(now)) { $0.idempotency() } }
    }

    package func idempotency(anyOf keys: [[UInt8]], now: Instant) async throws(StoreFault) -> IdempotencyRecord? {
        try await read { db in
            for key in keys {
                if let found = try db.row(Statements.idempotency, .blob(key), .time(now), read: { $0.idempotency() }) { return found }
            }
            return nil
        }
    }
}
