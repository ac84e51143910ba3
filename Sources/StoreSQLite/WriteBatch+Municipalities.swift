import Issuance
import Mail
import Queue

extension WriteBatch {
    func apply(_ change: MunicipalityChange, basis: MunicipalityBasis, terms: IssueTerms) throws -> MunicipalityChangeResult {
        switch try replay(terms) {
        case .replayed(let record): return .replayed(record)
        case .idempotencyConflict: return .idempotencyConflict
        default: break
        }
        guard try stands(basis) else { return .outdated }
        let result = try apply(change, by: terms.actor)
        if result == .committed { try remember(terms) }
        return result
    }

    private func stands(_ basis: MunicipalityBasis) throws -> Bool {
        for (nis, read) in basis.read where try db.municipality(nis: nis) != read { return false }
        return true
    }

    private func apply(_ change: MunicipalityChange, by actor: AuditActor) throws -> MunicipalityChangeResult {
        switch change {
        case .add(let municipality):
            guard try db.municipality(nis: municipality.nis) == nil else { return .exists }
            try put(municipality, by: actor)
        case .put(let municipalities):
            for municipality in municipalities { try put(municipality, by: actor) }
        case .agreement(let agreement, let nis):
            guard let known = try db.municipality(nis: nis) else { return .notRegistered }
            try add([agreement], to: nis, known: known, by: actor)
        case .withdrawal(let number, let nis, let day):
            let changed = try db.run(Statements.withdrawAgreement, .text(nis), .number(number), .time(day))
            guard changed == 1 else { return .noSuchAgreement }
            try audit(
                AuditAct(by: actor, .agreementWithdrawn, object: nis, municipality: nis, details: [AuditWord("number", number)]))
        }
        return .committed
    }

    private func put(_ municipality: Municipality, by actor: AuditActor) throws {
        let known = try db.municipality(nis: municipality.nis)
        if known?.hasSameEntry(as: municipality) != true {
            try write(municipality)
            var words = [known == nil ? AuditWord("new") : AuditWord("changed")]
            if municipality.branding != known?.branding ?? .none { words.append(AuditWord("branding")) }
            try audit(
                AuditAct(by: actor, .municipalityRegistered, object: municipality.nis, municipality: municipality.nis, details: words))
        }
        try add(municipality.agreements, to: municipality.nis, known: known, by: actor)
    }

    private func write(_ municipality: Municipality) throws {
        let (sender, contact) = (municipality.branding.senderName, municipality.branding.contact)
        try db.run(
            Statements.registerMunicipality, .text(municipality.nis), .text(municipality.name), .optional(municipality.names[.nl]),
            .optional(municipality.names[.fr]), .optional(municipality.names[.de]),
            .text(municipality.languages.map(\.rawValue).joined(separator: " ")), .optional(municipality.enterpriseNumber?.digits),
            .time(municipality.validFrom), .time(municipality.validUntil), .optional(municipality.successor), .optional(sender?.given),
            .optional(sender?.names[.nl]), .optional(sender?.names[.fr]), .optional(sender?.names[.de]), .optional(contact?.name.given),
            .optional(contact?.name.names[.nl]), .optional(contact?.name.names[.fr]), .optional(contact?.name.names[.de]),
            .optional(contact?.email), .optional(contact?.phone), .optional(municipality.branding.accent?.text))
    }

    /// The former ones stay, and so does one that is in the books.
    private func add(_ agreements: [Agreement], to nis: String, known: Municipality?, by actor: AuditActor) throws {
        for agreement in agreements where known?.agreements.contains(agreement) != true {
            try db.run(
                Statements.insertAgreement, .text(nis), .time(agreement.signedOn), .text(agreement.signatory), .text(agreement.function),
                .optional(agreement.documentDigest), .time(agreement.validFrom), .time(agreement.validUntil), .time(agreement.withdrawnOn))
            try audit(AuditAct(by: actor, .agreementRegistered, object: nis, municipality: nis))
        }
    }
}
