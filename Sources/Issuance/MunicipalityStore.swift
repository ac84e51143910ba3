package import Queue

/// What a database must do for the register of municipalities.
package protocol MunicipalityStore: Sendable {
    /// Registers a municipality or changes it: the name, the languages, and the agreement when one is given.
    func register(_ municipality: Municipality, by actor: AuditActor) async throws(StoreFault)
    func municipality(nis: String) async throws(StoreFault) -> Municipality?
    /// All, by NIS code.
    func municipalities() async throws(StoreFault) -> [Municipality]
}
