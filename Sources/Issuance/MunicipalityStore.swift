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
