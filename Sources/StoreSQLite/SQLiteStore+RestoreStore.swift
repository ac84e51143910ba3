package import Issuance
package import Queue

extension SQLiteStore: RestoreStore {
    package func restored() async throws(StoreFault) -> RestoredDatabase? { try await read { try $0.restored() } }

    package func markRestored(_ act: AuditAct) async throws(StoreFault) {
        try await writer.write(.upkeep) { try $0.markRestored(act) }
    }

    package func acceptRestored(isHolding: Bool, by actor: AuditActor) async throws(StoreFault) -> RestoredDatabase? {
        try await writer.write(.upkeep) { try $0.acceptRestored(isHolding: isHolding, by: actor) }
    }
}
