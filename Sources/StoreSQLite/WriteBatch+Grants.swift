import Issuance
import Mail
import Queue

extension WriteBatch {
    func give(_ gift: PersonGrant, renaming: Bool, terms: IssueTerms) throws -> GiveResult {
        switch try replay(terms) {
        case .replayed(let record): return .replayed(record)
        case .idempotencyConflict: return .idempotencyConflict
        default: break
        }
        let (grant, person) = (gift.grant, gift.person)
        let known = try db.row(Statements.personBySubject, .blob(person.subject)) { try $0.person() }
        if let known, known.id != person.id { return .otherPerson(known.id) }
        if try overlaps(grant) { return .overlapping }
        if known == nil {
            try db.run(
                Statements.insertPerson, .id(person.id), .blob(person.subject), .blob(person.sealedName), .time(person.created),
                Self.address(of: person))
        } else {
            try db.run(
                Statements.renamePerson, .id(person.id), .blob(person.sealedName), Self.address(of: person), .number(renaming ? 1 : 0))
        }
        try insert(grant)
        try auditGrant(.grantGiven, grant.id, grant.held, of: person.id, by: terms.actor)
        try remember(terms)
        return .committed
    }

    func withdraw(_ id: GrantID, by actor: AuditActor, now: Instant) throws -> Bool {
        let found = try db.row(Statements.withdrawGrant, .id(id), .text(actor.text), .time(now)) { columns in
            (person: try columns.id(0) as PersonID, held: HeldRole(try columns.word(1), in: columns.optionalText(2)))
        }
        guard let found else { return false }
        try auditGrant(.grantWithdrawn, id, found.held, of: found.person, by: actor)
        return true
    }

    func eraseName(of person: PersonID, by actor: AuditActor) throws -> Bool {
        guard try db.run(Statements.eraseName, .id(person)) == 1 else { return false }
        try audit(AuditAct(by: actor, .nameErased, object: person.description))
        return true
    }

    private static func address(of person: Person) -> SQLValue { person.address.isEmpty ? .null : .blob(person.address) }

    private func auditGrant(
        _ action: AuditAction, _ id: GrantID, _ held: HeldRole, of person: PersonID, by actor: AuditActor
    ) throws {
        try audit(
            AuditAct(
                by: actor, action, object: id.description, municipality: held.municipality,
                details: [AuditWord(held.role), AuditWord(person)]))
    }

    private func overlaps(_ grant: Grant) throws -> Bool {
        try db.row(
            Statements.overlappingGrant, .id(grant.person), .text(grant.role.rawValue), .optional(grant.municipality),
            .time(grant.validFrom), .time(grant.validUntil)
        ) { _ in true } ?? false
    }

    private func insert(_ grant: Grant) throws {
        try db.run(
            Statements.insertGrant, .id(grant.id), .id(grant.person), .text(grant.role.rawValue), .optional(grant.municipality),
            .time(grant.validFrom), .time(grant.validUntil), .text(grant.givenBy.text), .time(grant.given))
    }
}
