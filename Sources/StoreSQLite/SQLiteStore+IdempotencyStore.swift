package import Issuance
package import Mail
package import Queue

extension SQLiteStore: IdempotencyStore {
    package func idempotency(_ key: [UInt8], now: Instant) async throws(StoreFault) -> IdempotencyRecord? {
        try await read { try $0.row(Statements.idempotency, .blob(key), .time(now)) { $0.idempotency() } }
    }
}
