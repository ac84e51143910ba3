import GRDB
import TestKit
import Testing

@testable import StoreSQLite

@Suite("SQLite: searches that use an index")
struct ActivationIndexTests {
    @Test(
        "no search among activations reads the whole table",
        arguments: [
            (Statements.activationPageOf.text, "activations_municipality"),
            (Statements.activationWindowEndOf.text, "activations_municipality"),
            (Statements.activationPage.text, "sqlite_autoindex_activations_1"),
            (Statements.activationWindowEnd.text, "sqlite_autoindex_activations_1"),
            (Statements.activationOfAnother.text, "activations_address"), (Statements.keyOfAnother.text, "digital_keys_address"),
            (Statements.pendingOfCitizen.text, "activations_citizen"),
            (Statements.cancelChallengesOfKey.text, "code_challenges_key"), (Statements.officerByAddress.text, "persons_address"),
        ])
    func plans(_ statement: String, _ index: String) async throws {
        let store = try SQLiteStore.open(at: .memory, clock: ManualClock(), logger: .quiet)
        defer { store.close() }
        let plan = try await store.database.read { db in
            let explained = try db.makeStatement(sql: "EXPLAIN QUERY PLAN " + statement)
            explained.setUncheckedArguments([])
            return try Row.fetchAll(explained).map { $0["detail"] as String }
        }
        #expect(plan.contains { $0.contains("INDEX \(index)") }, "\(plan)")
        #expect(!plan.contains { $0.hasPrefix("SCAN activations") || $0.contains("TEMP B-TREE") }, "\(plan)")
    }
}
