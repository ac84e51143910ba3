import GRDB
import Issuance
import Mail
import Queue
import StoreSQLite
import TestKit
import Testing

/// Whoever can write the file must not get the service to remove entries with a proof.
@Suite("Audit log: retention as a tool") struct AuditRetentionTamperTests {
    @Test("an entry whose time was put back is not deleted, and is found")
    func timePutBack() async throws {
        let (directory, clock) = (TemporaryDirectory(), ManualClock())
        func open() throws -> SQLiteStore {
            try SQLiteStore.open(at: .directory(directory.path), clock: clock, logger: .quiet, audit: .sample)
        }
        let store = try open()
        for name in ["a", "b", "c"] { try await store.setPaused(true, .relay(name), now: clock.now) }
        store.close()
        let database = try DatabaseQueue(path: directory.path + "/postduif.sqlite")
        try await database.write { try $0.execute(sql: "UPDATE audit SET at = 0 WHERE number <= 2") }
        try database.close()
        let next = try open()
        defer { next.close() }
        _ = try await next.prune(Retention().edges(at: clock.now), now: clock.now, limit: 100)
        #expect(try await next.auditCheckpoint() == nil)
        var verifier = AuditVerifier(chain: .sample, checkpoint: nil, reached: [])
        verifier.take(try await next.auditEntries(after: .min, limit: 10))
        #expect(verifier.finding == .changed(1))
    }
}
