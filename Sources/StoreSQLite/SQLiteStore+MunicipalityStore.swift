package import Issuance
package import Queue

extension SQLiteStore: MunicipalityStore {
    package func apply(
        _ change: MunicipalityChange, basis: MunicipalityBasis, terms: IssueTerms
    ) async throws(StoreFault) -> MunicipalityChangeResult {
        try await writer.write { try $0.apply(change, basis: basis, terms: terms) }
    }

    package func municipality(nis: String) async throws(StoreFault) -> Municipality? {
        try await read { try $0.municipality(nis: nis) }
    }

    package func municipalities() async throws(StoreFault) -> [Municipality] {
        try await read { try $0.municipalities() }
    }

    package func municipalities(after nis: String?, limit: Int) async throws(StoreFault) -> [Municipality] {
        try await read { try $0.municipalities(after: nis, limit: limit) }
    }
}
