package import Issuance
package import Mail
package import Queue

extension SQLiteStore: CitizenStore {
    package func citizenRecords(_ citizen: [UInt8]) async throws(StoreFault) -> CitizenRecords {
        try await read { db in
            let activations = try db.rows(Statements.activationsOfCitizen, .blob(citizen)) { try $0.activation() }
            let keys = try db.rows(Statements.digitalKeysOfCitizen, .blob(citizen)) { try $0.digitalKey() }
            let challenges = try keys.flatMap { key in
                try db.rows(Statements.challengesOfKey, .id(key.id)) { try $0.challenge() }
            }
            let messages = try (activations.flatMap(\.mails) + challenges.map(\.message)).compactMap { try db.message($0) }
            let audit = try (activations.map(\.id.description) + keys.map(\.id.description)).flatMap { try db.auditEntries(of: $0) }
            return CitizenRecords(
                activations: activations, keys: keys, challenges: challenges, messages: messages,
                audit: audit.sorted { $0.number < $1.number })
        }
    }

    package func waitingEntries(
        domain: String, kind: String, after row: Int64, limit: Int
    ) async throws(StoreFault) -> [WaitingEntry] {
        try await read { db in
            try db.rows(Statements.waitingEntries, .text(domain), .text(kind), .int(row), .number(limit)) {
                WaitingEntry(row: $0.int(0), id: try $0.id(1), sealedContent: $0.blob(2))
            }
        }
    }

    package func erase(
        _ erasure: CitizenErasure, by actor: AuditActor, now: Instant
    ) async throws(StoreFault) -> (counts: ErasureCounts, entry: AuditEntry) {
        try await writer.write { try $0.erase(erasure, by: actor, at: now) }
    }

    package func emptyLog() async throws(StoreFault) -> Bool { try await writer.emptyLog() }
}
