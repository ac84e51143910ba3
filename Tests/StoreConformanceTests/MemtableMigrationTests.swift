import Foundation
import GRDB
import Issuance
import Mail
import Queue
import TestKit
import Testing

@testable import StoreSQLite

/// A spool of the step before: counters and challenges in rows, codes with supersession keys.
@Suite("Memtables of an older program")
struct MemtableMigrationTests {
    private let directory = TemporaryDirectory()
    private let clock = ManualClock()
    private let recipient = [UInt8](1...32)
    private var charge: LimitCharge { LimitCharge(limit: LimitCharge.recipientDay, subject: recipient, window: .day, maximum: 5) }

    private func open() throws -> SQLiteStore {
        try SQLiteStore.open(at: .directory(directory.path), clock: clock, logger: .quiet, audit: .sample)
    }

    /// - Parameter rows: Of the one recipient; the newest counts.
    private func makeOlder(used rows: [Int]) throws {
        let database = try DatabaseQueue(path: directory.path + "/postduif.sqlite")
        try database.write { db in
            for statement in [
                "DROP TABLE memtable_log", "DROP TABLE pending_challenges", "DROP TABLE limit_counters",
                """
                CREATE TABLE limit_counters (row INTEGER PRIMARY KEY, subject BLOB NOT NULL, minute INTEGER NOT NULL, \
                minute_count INTEGER NOT NULL, hour INTEGER NOT NULL, hour_count INTEGER NOT NULL, day INTEGER NOT NULL, \
                day_count INTEGER NOT NULL)
                """,
                "CREATE INDEX limit_counters_subject ON limit_counters (substr(subject, 1, 8))",
                "CREATE INDEX limit_counters_day ON limit_counters (day)",
                "CREATE INDEX code_challenges_pending ON code_challenges (substr(subject, 1, 8)) WHERE state = 'pending'",
                "DELETE FROM grdb_migrations WHERE identifier IN ('0019_memtables', '0020_queue_check')",
            ] { try db.execute(sql: statement) }
            for count in rows {
                try db.execute(
                    sql:
                        "INSERT INTO limit_counters (subject, minute, minute_count, hour, hour_count, day, day_count) VALUES (?, 0, 0, 0, 0, ?, ?)",
                    arguments: [Data(recipient), clock.now.microseconds, count])
            }
        }
        try database.close()
    }

    @Test("limits go on, and the next code takes the place of the former and of its mail", arguments: [false, true])
    func goesOn(isVerified: Bool) async throws {
        let samples = Samples(clock)
        let older = try open()
        let (mail, other) = (samples.entry(supersession: [7]), samples.entry())
        let former = samples.challenge(mail: mail, subject: recipient)
        #expect(try await older.issue(former, mail: mail, terms: samples.terms()) == .committed)
        try await older.enqueue([other])
        if isVerified { #expect(try await older.verify(samples.attempt(at: former)) == .verified(former.key)) }
        older.close()
        try makeOlder(used: [2, 4])
        let store = try open()
        defer { store.close() }
        let newer = samples.entry()
        let challenge = samples.challenge(mail: newer, subject: recipient)
        #expect(try await store.issue(challenge, mail: newer, terms: samples.terms(nil, [charge])) == .committed)
        #expect(try await store.challenge(former.id)?.state == (isVerified ? .verified : .superseded))
        #expect(try await store.message(mail.id)?.supersededBy == newer.id)
        #expect(try await store.message(other.id)?.state == .queued)
        let more = samples.entry()
        let refused = try await store.issue(samples.challenge(mail: more), mail: more, terms: samples.terms(nil, [charge]))
        guard case .limited(LimitCharge.recipientDay, _) = refused else {
            Issue.record("the fifth of the day was counted as \(refused)")
            return
        }
        #expect(try await store.pragma("integrity_check") == "ok")
    }
}
