package import Issuance
package import Mail
package import Queue

extension SQLiteStore: ActivationSearchStore {
    package func activations(
        _ filter: ActivationFilter, after: ActivationID?, limit: Int, now: Instant
    ) async throws(StoreFault) -> ActivationPage {
        let limit = min(max(limit, 1), Limits.pageItems)
        return try await read { db in
            guard let municipalities = filter.municipalities else {
                let part = try db.activations(filter, of: nil, after: after, limit: limit, now: now, window: Limits.filteredRows)
                return ActivationPage(merging: [part], limit: limit)
            }
            let parts = try municipalities.sorted().map { nis in
                try db.activations(filter, of: nis, after: after, limit: limit, now: now, window: Limits.filteredRows)
            }
            return ActivationPage(merging: parts, limit: limit)
        }
    }

    package func standing(
        of citizen: [UInt8], address: [UInt8], in municipality: String, now: Instant
    ) async throws(StoreFault) -> CitizenStanding {
        try await read { db in
            let another = try db.isAddressOfAnother(address, than: citizen, now: now)
            let pending: ActivationID? = try db.row(
                Statements.pendingOfCitizen, .blob(citizen), .text(municipality), .time(now)
            ) { try $0.id(0) }
            let officer = try db.row(Statements.officerByAddress, .blob(address), .time(now)) { _ in true } ?? false
            return CitizenStanding(isAddressOfAnother: another, isAddressOfOfficer: officer, pending: pending)
        }
    }
}
