package import Issuance
package import Queue

extension SQLiteStore: MunicipalityStore {
    package func register(_ municipality: Municipality, by actor: AuditActor) async throws(StoreFault) {
        try await writer.write { try $0.register(municipality, by: actor) }
    }

    package func municipality(nis: String) async throws(StoreFault) -> Municipality? {
        try await read { try $0.row(Statements.municipality, .text(nis)) { try $0.municipality() } }
    }

    package func municipalities() async throws(StoreFault) -> [Municipality] {
        try await read { try $0.rows(Statements.municipalities) { try $0.municipality() } }
    }
}
