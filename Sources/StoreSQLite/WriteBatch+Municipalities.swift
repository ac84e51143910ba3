import Issuance
import Mail
import Queue

extension WriteBatch {
    func apply(_ change: MunicipalityChange, terms: IssueTerms) throws -> MunicipalityChangeResult {
        switch try replay(terms) {
        case .replayed(let record): return .replayed(record)
        case .idempotencyConflict: return .idempotencyConflict
        default: break
        }
        let result = try apply(change)
        if result == .committed { try remember(terms) }
        return result
    }

    private func apply(_ change: MunicipalityChange) throws -> MunicipalityChangeResult {
        switch change {
        case .add(let municipality):
            guard try db.municipality(nis: municipality.nis) == nil else { return .exists }
            try put(municipality)
        case .put(let municipalities):
            for municipality in municipalities { try put(municipality) }
        case .agreement(let agreement, let nis):
            guard let known = try db.municipality(nis: nis) else { return .notRegistered }
            try add([agreement], to: nis, known: known)
        case .withdrawal(let number, let nis, let day):
            let changed = try db.run(Statements.withdrawAgreement, .text(nis), .number(number), .time(day))
            guard changed == 1 else { return .noSuchAgreement }
        }
        return .committed
    }

    private func put(_ municipality: Municipality) throws {
        let known = try db.municipality(nis: municipality.nis)
        try db.run(
            Statements.registerMunicipality, .text(municipality.nis), .text(municipality.name), .optional(municipality.names[.nl]),
            .optional(municipality.names[.fr]), .optional(municipality.names[.de]),
            .text(municipality.languages.map(\.rawValue).joined(separator: " ")), .optional(municipality.enterpriseNumber?.digits),
            .time(municipality.validFrom), .time(municipality.validUntil), .optional(municipality.successor))
        try add(municipality.agreements, to: municipality.nis, known: known)
    }

    /// The former ones stay, and so does one that is in the books.
    private func add(_ agreements: [Agreement], to nis: String, known: Municipality?) throws {
        for agreement in agreements where known?.agreements.contains(agreement) != true {
            try db.run(
                Statements.insertAgreement, .text(nis), .time(agreement.signedOn), .text(agreement.signatory), .text(agreement.function),
                .optional(agreement.documentDigest), .time(agreement.validFrom), .time(agreement.validUntil), .time(agreement.withdrawnOn))
        }
    }
}
