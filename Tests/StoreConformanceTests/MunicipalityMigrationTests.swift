import GRDB
import Issuance
import Mail
import StoreSQLite
import TestKit
import Testing

@Suite("Municipalities of an older program")
struct MunicipalityMigrationTests {
    private let directory = TemporaryDirectory()
    private let clock = ManualClock()

    /// Takes the step back, with what an older program left: days as midnight UTC.
    private func makeOlder() throws {
        try SQLiteStore.open(at: .directory(directory.path), clock: clock, logger: .quiet).close()
        let database = try DatabaseQueue(path: directory.path + "/postduif.sqlite")
        try database.write { db in
            for column in ["name_nl", "name_fr", "name_de", "enterprise_number", "valid_from", "valid_until", "successor"] {
                try db.execute(sql: "ALTER TABLE municipalities DROP COLUMN \(column)")
            }
            try db.execute(sql: "ALTER TABLE agreements DROP COLUMN withdrawn_on")
            try db.execute(sql: "DELETE FROM grdb_migrations WHERE identifier = '0004_municipalities'")
            try db.execute(sql: "INSERT INTO municipalities (nis, name, languages) VALUES ('62063', 'Liège', 'fr')")
            for (from, until) in [("2026-01-15", "2026-07-15"), ("2026-07-15", nil)] {
                try db.execute(
                    sql: """
                        INSERT INTO agreements (nis, signed_on, signatory, function, valid_from, valid_until)
                        VALUES ('62063', ?, 'A. Maire', 'bourgmestre', ?, ?)
                        """,
                    arguments: [Self.midnight("2026-01-15"), Self.midnight(from), until.flatMap(Self.midnight)])
            }
        }
        try database.close()
    }

    private static func midnight(_ day: String) -> Int64? { Instant(isoDay: day)?.microseconds }

    @Test("they keep their agreements, which begin and end with the day in Belgium")
    func days() async throws {
        try makeOlder()
        let store = try SQLiteStore.open(at: .directory(directory.path), clock: clock, logger: .quiet)
        defer { store.close() }
        func agreement(_ from: String, _ until: String?) throws -> Agreement {
            Agreement(
                signedOn: try #require(Instant(brusselsDay: "2026-01-15")), signatory: "A. Maire", function: "bourgmestre",
                validFrom: try #require(Instant(brusselsDay: from)), validUntil: until.flatMap { Instant(brusselsDay: $0) })
        }
        let expected = Municipality(
            nis: "62063", name: "Liège", languages: [.fr],
            agreements: [try agreement("2026-01-15", "2026-07-15"), try agreement("2026-07-15", nil)])
        #expect(try await store.municipality(nis: "62063") == expected)
    }

    @Test("they have no sender, contact or colour of their own until it is registered")
    func branding() async throws {
        try SQLiteStore.open(at: .directory(directory.path), clock: clock, logger: .quiet).close()
        let database = try DatabaseQueue(path: directory.path + "/postduif.sqlite")
        try await database.write { db in
            let names = ["name", "name_nl", "name_fr", "name_de"].flatMap { ["sender_\($0)", "contact_\($0)"] }
            for column in names + ["contact_email", "contact_phone", "accent_color"] {
                try db.execute(sql: "ALTER TABLE municipalities DROP COLUMN \(column)")
            }
            try db.execute(sql: "DELETE FROM grdb_migrations WHERE identifier = '0015_branding'")
            try db.execute(sql: "INSERT INTO municipalities (nis, name, languages) VALUES ('62063', 'Liège', 'fr')")
        }
        try database.close()
        let store = try SQLiteStore.open(at: .directory(directory.path), clock: clock, logger: .quiet, audit: .sample)
        defer { store.close() }
        #expect(try await store.municipality(nis: "62063")?.branding == MunicipalityBranding.none)
        let changed = Municipality(
            nis: "62063", name: "Liège", languages: [.fr], branding: MunicipalityBranding(senderName: NameByLanguage("Ville de Liège")),
            agreements: [])
        try await store.register(changed)
        #expect(try await store.municipality(nis: "62063") == changed)
    }
}
