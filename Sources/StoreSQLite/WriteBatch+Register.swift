import Issuance
import Mail
import Queue

extension WriteBatch {
    /// An agreement is added when it differs from the one in the books; the former ones stay.
    func register(_ municipality: Municipality, by actor: AuditActor) throws {
        let nis = municipality.nis
        let known = try db.row(Statements.municipality, .text(nis)) { try $0.municipality() }
        try db.run(
            Statements.registerMunicipality, .text(municipality.nis), .text(municipality.name),
            .text(municipality.languages.map(\.rawValue).joined(separator: " ")))
        if known?.name != municipality.name || known?.languages != municipality.languages {
            let word: AuditWord = known == nil ? AuditWord("new") : AuditWord("changed")
            try audit(AuditAct(by: actor, .municipalityRegistered, object: nis, municipality: nis, details: [word]))
        }
        guard let agreement = municipality.agreement, agreement != known?.agreement else { return }
        try db.run(
            Statements.insertAgreement, .text(municipality.nis), .time(agreement.signedOn), .text(agreement.signatory),
            .text(agreement.function), .optional(agreement.documentDigest), .time(agreement.validFrom), .time(agreement.validUntil))
        try audit(AuditAct(by: actor, .agreementRegistered, object: nis, municipality: nis))
    }

    func add(_ key: APIKey, by actor: AuditActor) throws {
        try db.run(
            Statements.insertAPIKey, .id(key.id), .text(key.name), .text(key.scopes.map(\.rawValue).sorted().joined(separator: " ")),
            .optional(key.municipality), .blob(key.digest), .time(key.created), .time(key.revoked))
        try audit(
            AuditAct(
                by: actor, .apiKeyCreated, object: key.id.description, municipality: key.municipality,
                details: key.scopes.map(AuditWord.init).sorted { $0.text < $1.text }))
    }

    func add(_ key: APIKey, terms: IssueTerms) throws -> IssueResult {
        if let replay = try replay(terms) { return replay }
        try add(key, by: terms.actor)
        try remember(terms)
        return .committed
    }

    func revoke(_ id: APIKeyID, by actor: AuditActor, now: Instant) throws -> Bool {
        let key = try db.row(Statements.revokeAPIKey, .id(id), .time(now)) { $0.optionalText(0) }
        guard let municipality = key else { return false }
        try audit(AuditAct(by: actor, .apiKeyRevoked, object: id.description, municipality: municipality))
        return true
    }
}
