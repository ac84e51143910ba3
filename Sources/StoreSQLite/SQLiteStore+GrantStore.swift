package import Issuance
package import Mail
package import Queue

extension SQLiteStore: GrantStore {
    package func give(_ gift: PersonGrant, renaming: Bool, terms: IssueTerms) async throws(StoreFault) -> GiveResult {
        try await writer.write { try $0.give(gift, renaming: renaming, terms: terms) }
    }

    package func withdraw(_ grant: GrantID, by actor: AuditActor, now: Instant) async throws(StoreFault) -> Bool {
        try await writer.write { try $0.withdraw(grant, by: actor, now: now) }
    }

    package func grant(_ id: GrantID) async throws(StoreFault) -> PersonGrant? {
        try await read { try $0.row(Statements.grant, .id(id)) { try $0.grant() } }
    }

    package func person(subject: [UInt8]) async throws(StoreFault) -> Person? {
        try await read { try $0.row(Statements.personBySubject, .blob(subject)) { try $0.person() } }
    }

    package func person(_ id: PersonID) async throws(StoreFault) -> Person? {
        try await read { try $0.row(Statements.person, .id(id)) { try $0.person() } }
    }

    package func setAddress(_ address: [UInt8], of person: PersonID) async throws(StoreFault) {
        try await writer.write { _ = try $0.db.run(Statements.setAddress, .id(person), .blob(address)) }
    }

    package func eraseName(of person: PersonID, by actor: AuditActor) async throws(StoreFault) -> Bool {
        try await writer.write { try $0.eraseName(of: person, by: actor) }
    }

    package func grants(in municipality: String?, after: GrantID?, limit: Int) async throws(StoreFault) -> [PersonGrant] {
        let edge = Self.edge(after)
        return try await read { db in
            try db.rows(Statements.grantsOfMunicipality, .optional(municipality), edge, .number(limit)) { try $0.grant() }
        }
    }

    package func grants(
        in municipality: String?, areOver: Bool, now: Instant, after: GrantID?, limit: Int
    ) async throws(StoreFault) -> [PersonGrant] {
        let edge = Self.edge(after)
        let statement = areOver ? Statements.grantsOverOfMunicipality : Statements.grantsNotOverOfMunicipality
        return try await read { db in
            try db.rows(statement, .optional(municipality), edge, .number(limit), .time(now)) { try $0.grant() }
        }
    }

    package func person(_ id: PersonID, in municipality: String?) async throws(StoreFault) -> Person? {
        try await read { try $0.row(Statements.personOfMunicipality, .id(id), .optional(municipality)) { try $0.person() } }
    }

    package func grants(after: GrantID?, limit: Int) async throws(StoreFault) -> [PersonGrant] {
        let edge = Self.edge(after)
        return try await read { try $0.rows(Statements.allGrants, edge, .number(limit)) { try $0.grant() } }
    }

    package func grantsNotOver(now: Instant) async throws(StoreFault) -> [PersonGrant] {
        try await read { try $0.rows(Statements.grantsNotOver, .time(now)) { try $0.grant() } }
    }

    /// 17 bytes come after every identifier.
    private static func edge(_ after: GrantID?) -> SQLValue { after.map { .id($0) } ?? .blob([UInt8](repeating: 255, count: 17)) }
}
