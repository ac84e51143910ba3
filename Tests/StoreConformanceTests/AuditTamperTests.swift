import GRDB
import Issuance
import Mail
import Queue
import StoreSQLite
import TestKit
import Testing

/// What whoever can write the database's file, but has no key, may try.
@Suite("Audit log: tampering with the file") struct AuditTamperTests {
    private let directory = TemporaryDirectory()
    private let clock = ManualClock()

    struct Attempt: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let sql: String
        let finding: AuditFinding

        init(_ description: String, _ finding: AuditFinding, _ sql: String) {
            testDescription = description
            self.finding = finding
            self.sql = sql
        }
    }

    private static let columns = "at, actor, action, object, municipality, details, mac"

    private static let attempts = [
        Attempt("changes what was done", .changed(3), "UPDATE audit SET action = 'resumed' WHERE number = 3"),
        Attempt("changes an action into no word", .changed(3), "UPDATE audit SET action = '' WHERE number = 3"),
        Attempt("changes who did it", .changed(1), "UPDATE audit SET actor = 'citizen' WHERE number = 1"),
        Attempt("changes the object", .changed(4), "UPDATE audit SET object = 'relay a' WHERE number = 4"),
        Attempt("changes the time", .changed(6), "UPDATE audit SET at = at + 1 WHERE number = 6"),
        Attempt("takes the municipality away", .changed(2), "UPDATE audit SET municipality = NULL WHERE number = 2"),
        Attempt("empties the details", .changed(1), "UPDATE audit SET details = '' WHERE number = 1"),
        Attempt("empties a MAC", .changed(5), "UPDATE audit SET mac = x'' WHERE number = 5"),
        Attempt("deletes one", .missing(from: 3, to: 3), "DELETE FROM audit WHERE number = 3"),
        Attempt("deletes the first", .missing(from: 1, to: 2), "DELETE FROM audit WHERE number <= 2"),
        Attempt(
            "deletes one and closes the gap", .changed(3),
            "DELETE FROM audit WHERE number = 3; UPDATE audit SET number = number - 1 WHERE number > 3"),
        Attempt(
            "puts one in", .changed(4),
            """
            UPDATE audit SET number = -number WHERE number > 3;
            INSERT INTO audit SELECT 4, \(columns) FROM audit WHERE number = 3;
            UPDATE audit SET number = 1 - number WHERE number < 0
            """),
        Attempt("puts one before the first", .added(0), "INSERT INTO audit SELECT 0, \(columns) FROM audit WHERE number = 1"),
        Attempt("puts one at the end", .changed(7), "INSERT INTO audit SELECT 7, \(columns) FROM audit WHERE number = 6"),
        Attempt(
            "changes the order", .changed(2),
            """
            UPDATE audit SET number = -2 WHERE number = 2; UPDATE audit SET number = 2 WHERE number = 3;
            UPDATE audit SET number = 3 WHERE number = -2
            """),
        Attempt("cuts the end", .cut(from: 5, to: 6), "DELETE FROM audit WHERE number > 4"),
        Attempt("cuts all of it", .cut(from: 1, to: 6), "DELETE FROM audit"),
        Attempt(
            "deletes the first as retention would", .checkpoint,
            "INSERT INTO audit_checkpoint SELECT number, mac, mac FROM audit WHERE number = 2; DELETE FROM audit WHERE number <= 2"),
    ]

    private func open() throws -> SQLiteStore {
        try SQLiteStore.open(at: .directory(directory.path), clock: clock, logger: .quiet, audit: .sample)
    }

    /// Six entries of all kinds. Returns where they end.
    private func fill(_ store: SQLiteStore) async throws -> AuditEnd {
        let agreement = Agreement(signedOn: clock.now, signatory: "A", function: "mayor", validFrom: clock.now)
        try await store.register(Municipality(nis: "44021", name: "Gent", languages: [.nl], agreement: agreement))
        for name in ["a", "b"] { try await store.setPaused(true, .relay(name), now: clock.now) }
        for name in ["a", "b"] { try await store.setPaused(false, .relay(name), now: clock.now) }
        return try await store.auditEnd()
    }

    /// As the command does: part by part.
    private func verified(_ store: SQLiteStore, reached: AuditEnd) async throws -> AuditVerifier {
        var verifier = AuditVerifier(chain: .sample, checkpoint: try await store.auditCheckpoint(), reached: [reached])
        var last = Int64.min
        while case let part = try await store.auditEntries(after: last, limit: 2), let end = part.last {
            verifier.take(part)
            last = end.number
        }
        verifier.finish()
        return verifier
    }

    private func tamper(_ sql: String) throws {
        let database = try DatabaseQueue(path: directory.path + "/postduif.sqlite")
        try database.write { try $0.execute(sql: sql) }
        try database.close()
    }

    @Test("each attempt is found and named", arguments: attempts)
    func tampering(_ attempt: Attempt) async throws {
        let store = try open()
        let reached = try await fill(store)
        #expect(reached.number == 6)
        let before = try await verified(store, reached: reached)
        #expect(before.finding == nil && before.entries == 6 && before.first == 1 && before.end == reached)
        store.close()
        try tamper(attempt.sql)
        let next = try open()
        defer { next.close() }
        #expect(try await verified(next, reached: reached).finding == attempt.finding)
    }

    @Test("an end that was cut and written anew by the service is another than was noted")
    func replacedEnd() async throws {
        let store = try open()
        let reached = try await fill(store)
        store.close()
        try tamper("DELETE FROM audit WHERE number > 4")
        let next = try open()
        defer { next.close() }
        clock.advance(by: .seconds(1))
        for name in ["c", "d", "e"] { try await next.setPaused(true, .relay(name), now: clock.now) }
        let verifier = try await verified(next, reached: reached)
        #expect(verifier.finding == .replaced(6))
        #expect(try await verified(next, reached: next.auditEnd()).finding == nil)
    }
}
