import Issuance
import Mail
import Queue

extension WriteBatch {
    /// An agreement is added when it differs from the one in the books; the former ones stay.
    func register(_ municipality: Municipality) throws {
        let known = try db.row(Statements.municipality, .text(municipality.nis)) { try $0.municipality() }
        try db.run(
            Statements.registerMunicipality, .text(municipality.nis), .text(municipality.name),
            .text(municipality.languages.map(\.rawValue).joined(separator: " ")))
        guard let agreement = municipality.agreement, agreement != known?.agreement else { return }
        try db.run(
            Statements.insertAgreement, .text(municipality.nis), .time(agreement.signedOn), .text(agreement.signatory),
            .text(agreement.function), .optional(agreement.documentDigest), .time(agreement.validFrom), .time(agreement.validUntil))
    }

    func add(_ key: APIKey) throws {
        try db.run(
            Statements.insertAPIKey, .id(key.id), .text(key.name), .text(key.scopes.map(\.rawValue).sorted().joined(separator: " ")),
            .optional(key.municipality), .blob(key.digest), .time(key.created), .time(key.revoked))
    }
}
