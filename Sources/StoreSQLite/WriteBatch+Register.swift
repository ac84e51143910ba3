import Issuance
import Mail
import Queue

extension WriteBatch {
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
