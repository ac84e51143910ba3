import Issuance
import Mail
import Queue

/// Nobody asks for roles here.
extension EntryCollector {
    func give(_ gift: PersonGrant, renaming: Bool, terms: IssueTerms) async throws(StoreFault) -> GiveResult { throw .closed }
    func withdraw(_ grant: GrantID, by actor: AuditActor, now: Instant) async throws(StoreFault) -> Bool { throw .closed }
    func grant(_ id: GrantID) async throws(StoreFault) -> PersonGrant? { throw .closed }
    func person(subject: [UInt8]) async throws(StoreFault) -> Person? { throw .closed }
    func person(_ id: PersonID) async throws(StoreFault) -> Person? { throw .closed }
    func setAddress(_ address: [UInt8], of person: PersonID) async throws(StoreFault) { throw .closed }
    func eraseName(of person: PersonID, by actor: AuditActor) async throws(StoreFault) -> Bool { throw .closed }
    func grants(in municipality: String?, after: GrantID?, limit: Int) async throws(StoreFault) -> [PersonGrant] { throw .closed }
    func grants(
        in municipality: String?, areOver: Bool, now: Instant, after: GrantID?, limit: Int
    ) async throws(StoreFault) -> [PersonGrant] {
        throw .closed
    }
    func person(_ id: PersonID, in municipality: String?) async throws(StoreFault) -> Person? { throw .closed }
    func grants(after: GrantID?, limit: Int) async throws(StoreFault) -> [PersonGrant] { throw .closed }
    func grantsNotOver(now: Instant) async throws(StoreFault) -> [PersonGrant] { throw .closed }
}
