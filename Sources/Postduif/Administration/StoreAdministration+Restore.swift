import Issuance
import Queue

extension StoreAdministration {
    func restoreStatus() async throws -> RestoreStatus { RestoreStatus(try await store.restored()) }

    func acceptRestored(_ request: AcceptRestored) async throws -> RestoreStatus {
        guard let accepted = try await store.acceptRestored(isHolding: request.hold, by: .localOperator) else {
            throw AdministrationFault.conflict("the database is no restored one, or was accepted already; there is nothing to do")
        }
        return RestoreStatus(accepted)
    }
}
