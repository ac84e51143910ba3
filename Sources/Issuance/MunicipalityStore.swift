import Mail
package import Queue

/// What a database must do for the register of municipalities.
package protocol MunicipalityStore: Sendable {
    /// Makes one change whole, or none of it.
    func apply(_ change: MunicipalityChange, terms: IssueTerms) async throws(StoreFault) -> MunicipalityChangeResult
    func municipality(nis: String) async throws(StoreFault) -> Municipality?
    /// All, by NIS code.
    func municipalities() async throws(StoreFault) -> [Municipality]
    /// Those after a NIS code, by NIS code; `nil`: from the first.
    func municipalities(after nis: String?, limit: Int) async throws(StoreFault) -> [Municipality]
}

extension MunicipalityStore {
    /// Registers or changes one that is known to be right: what tests and benches begin with.
    package func register(_ municipality: Municipality) async throws(StoreFault) {
        _ = try await apply(.put([municipality]), terms: IssueTerms(now: .distantPast, idempotency: nil, charges: []))
    }
}
