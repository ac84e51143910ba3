import Issuance
import Mail

extension WriteBatch {
    func give(_ gift: PersonGrant, terms: IssueTerms) throws -> GiveResult {
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
                Statements.insertPerson, .id(person.id), .blob(person.subject), .blob(person.sealedName), .time(person.created))
        } else {
            try db.run(Statements.renamePerson, .id(person.id), .blob(person.sealedName))
        }
        try insert(grant)
        try remember(terms)
        return .committed
    }

    func withdraw(_ grant: GrantID, by author: GrantAuthor, now: Instant) throws -> Bool {
        try db.run(Statements.withdrawGrant, .id(grant), .text(author.text), .time(now)) == 1
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
