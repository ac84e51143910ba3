package import Queue

/// What a database must do for the register of municipalities.
package protocol MunicipalityStore: Sendable {
    /// Makes one change whole, or none of it: not where what it was judged by has changed.
    func apply(
        _ change: MunicipalityChange, basis: MunicipalityBasis, terms: IssueTerms
    ) async throws(StoreFault) -> MunicipalityChangeResult
    func municipality(nis: String) async throws(StoreFault) -> Municipality?
    /// All, by NIS code.
    func municipalities() async throws(StoreFault) -> [Municipality]
    /// Those after a NIS code, by NIS code; `nil`: from the first.
    func municipalities(after nis: String?, limit: Int) async throws(StoreFault) -> [Municipality]
}
