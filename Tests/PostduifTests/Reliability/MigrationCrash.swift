import Foundation
import GRDB
import Testing

/// Killed while a program brings the schema up to date: the next start does it, and what was in the queue arrives.
struct MigrationCrash {
    /// The last step that the spool has when the program starts.
    enum Former: Int, CaseIterable {
        case nothing, queue, issuance

        static func drawn(from seed: UInt64) -> Former { allCases[Int(seed % 3)] }
    }

    let bench: CrashBench

    private var former: Former { .drawn(from: bench.seed) }

    func tally() async throws -> CrashTally {
        let service = bench.service
        guard former != .nothing else { return try await onEmptySpool() }
        try await service.start()
        // Nothing goes out: all that was acknowledged is in the queue when the older spool is made.
        let paused = try await service.command(["queue", "pause", "--lane", "code"])
        try #require(paused.status == 0, "\(paused.errors)")
        let requests = await bench.ask()
        await service.stop()
        try takeBack()
        try? await service.start(environment: bench.fatal)
        let wasKilled = await bench.wasKilled()
        try await service.start()
        // Keys came with the second step.
        if former == .queue { try await service.prepare() }
        return try await bench.tally(requests, wasKilled: wasKilled)
    }

    /// The first command on a directory makes the database.
    private func onEmptySpool() async throws -> CrashTally {
        let service = bench.service
        let environment = Dictionary(
            uniqueKeysWithValues: bench.fatal.map { ($0.split(separator: "=")[0].description, $0.split(separator: "=")[1].description) })
        let first = try await service.command(["key", "list"], environment: environment)
        try await service.prepare()
        try await service.start()
        return try await bench.tally(await bench.ask(), wasKilled: first.status != 0)
    }

    /// Makes the spool one that an older program left: what later steps added goes, and they are not known any more.
    private func takeBack() throws {
        let branding = ["name", "name_nl", "name_fr", "name_de"].flatMap { ["sender_\($0)", "contact_\($0)"] }
        let later: [(step: String, undo: [String])] = [
            // An older program's check was another, and no stricter.
            ("0020_queue_check", []),
            (
                "0019_memtables",
                [
                    "DROP TABLE memtable_log", "DROP TABLE pending_challenges", "DROP TABLE limit_counters",
                    """
                    CREATE TABLE limit_counters (row INTEGER PRIMARY KEY, subject BLOB NOT NULL, minute INTEGER NOT NULL, \
                    minute_count INTEGER NOT NULL, hour INTEGER NOT NULL, hour_count INTEGER NOT NULL, day INTEGER NOT NULL, \
                    day_count INTEGER NOT NULL)
                    """,
                    "CREATE INDEX limit_counters_subject ON limit_counters (substr(subject, 1, 8))",
                    "CREATE INDEX limit_counters_day ON limit_counters (day)",
                    "CREATE INDEX code_challenges_pending ON code_challenges (substr(subject, 1, 8)) WHERE state = 'pending'",
                ]
            ),
            ("0018_former_links", ["DROP TRIGGER former_links_end", "DROP TABLE former_links"]),
            (
                "0015_branding",
                (branding + ["contact_email", "contact_phone", "accent_color"]).map { "ALTER TABLE municipalities DROP COLUMN \($0)" }
            ),
            ("0014_seal_age", ["ALTER TABLE sealed_under DROP COLUMN since", "DROP TABLE restored"]),
            ("0013_results", ["DROP TABLE activation_results", "ALTER TABLE activations DROP COLUMN return_to"]),
            (
                "0012_privacy",
                ["DROP INDEX persons_address"]
                    + ["activations DROP COLUMN notices", "persons DROP COLUMN address", "retention_counts DROP COLUMN names"]
                    .map { "ALTER TABLE \($0)" }
            ),
            (
                "0011_retention",
                ["DROP INDEX activations_ended", "DROP INDEX digital_keys_ended", "DROP TABLE retention_counts"]
            ),
            ("0009_seal", ["DROP TABLE sealed_under"]),
            ("0008_audit", ["DROP TABLE audit", "DROP TABLE audit_checkpoint"]),
            (
                "0007_tries",
                ["activations DROP COLUMN touched", "code_challenges DROP COLUMN touched", "code_challenges DROP COLUMN tries_subject"]
                    .map { "ALTER TABLE \($0)" } + ["DROP TABLE subject_tries"]
            ),
            (
                "0006_activations",
                [
                    "activations_municipality", "activations_citizen", "activations_address", "digital_keys_citizen",
                    "digital_keys_address", "code_challenges_key",
                ].map { "DROP INDEX \($0)" }
                    + ["bis_registered_on", "confirmed_warnings", "issued_by", "address", "corrected"]
                    .map { "ALTER TABLE activations DROP COLUMN \($0)" }
                    + ["address", "corrected"].map { "ALTER TABLE digital_keys DROP COLUMN \($0)" }
            ),
            ("0005_grants", ["DROP TABLE grants", "DROP TABLE persons"]),
            (
                "0004_municipalities",
                ["name_nl", "name_fr", "name_de", "enterprise_number", "valid_from", "valid_until", "successor"]
                    .map { "ALTER TABLE municipalities DROP COLUMN \($0)" } + ["ALTER TABLE agreements DROP COLUMN withdrawn_on"]
            ),
            ("0003_pauses", ["DROP INDEX queue_paused", "DROP TABLE pauses"]),
            (
                "0002_issuance",
                [
                    "municipalities", "agreements", "api_keys", "activations", "digital_keys", "code_challenges", "idempotency",
                    "limit_counters",
                ].map { "DROP TABLE \($0)" }
            ),
        ]
        let database = try DatabaseQueue(path: bench.service.queue + "/postduif.sqlite")
        try database.write { db in
            for (step, undo) in later.dropLast(former == .queue ? 0 : 1) {
                for statement in undo { try db.execute(sql: statement) }
                try db.execute(sql: "DELETE FROM grdb_migrations WHERE identifier = ?", arguments: [step])
            }
            let left = try String.fetchAll(db, sql: "SELECT identifier FROM grdb_migrations ORDER BY identifier")
            try #require(left.count == former.rawValue, "\(left): a newer step needs its way back here")
        }
        try database.close()
        // Nor had the older program an anchor: one that is ahead of the log would mark the database as restored.
        try FileManager.default.removeItem(atPath: bench.service.queue + "/seal.key.audit")
    }
}
