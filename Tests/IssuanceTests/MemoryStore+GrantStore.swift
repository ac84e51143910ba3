import Issuance
import Mail
import Queue

extension MemoryStore {
    func give(_ gift: PersonGrant, renaming: Bool, terms: IssueTerms) async throws(StoreFault) -> GiveResult {
        let result: GiveResult = try access { contents in
            contents.terms.append(terms)
            if case .replayed(let record)? = contents.next { return .replayed(record) }
            let found = contents.grants.last { $0.person.subject == gift.person.subject }?.person
            let known = contents.beforeGive.isEmpty ? found : contents.beforeGive.removeFirst()
            if let known, known.id != gift.person.id { return .otherPerson(known.id) }
            let isHeld = contents.grants.contains {
                $0.grant.person == gift.grant.person && $0.grant.held == gift.grant.held && $0.grant.withdrawn == nil
            }
            if isHeld { return .overlapping }
            let given = gift.person
            let person = Person(
                id: given.id, subject: given.subject,
                sealedName: known.flatMap { renaming ? nil : $0.sealedName } ?? given.sealedName,
                created: given.created,
                address: known.flatMap { (renaming && !given.address.isEmpty) || $0.address.isEmpty ? nil : $0.address } ?? given.address)
            contents.grants.append(PersonGrant(grant: gift.grant, person: person))
            Self.put(person, in: &contents)
            return .committed
        }
        if result == .committed { await contents.afterGive?(gift) }
        return result
    }

    func withdraw(_ id: GrantID, by actor: AuditActor, now: Instant) async throws(StoreFault) -> Bool {
        try access { contents in
            guard let index = contents.grants.firstIndex(where: { $0.grant.id == id && $0.grant.withdrawn == nil }) else { return false }
            let former = contents.grants[index]
            contents.grants[index] = PersonGrant(grant: former.grant.withdrawn(by: actor, at: now), person: former.person)
            return true
        }
    }

    func grant(_ id: GrantID) async throws(StoreFault) -> PersonGrant? { try access { $0.grants.first { $0.grant.id == id } } }

    func person(subject: [UInt8]) async throws(StoreFault) -> Person? {
        try access { $0.grants.last { $0.person.subject == subject }?.person }
    }

    func person(_ id: PersonID) async throws(StoreFault) -> Person? { try access { $0.grants.last { $0.person.id == id }?.person } }

    func setAddress(_ address: [UInt8], of person: PersonID) async throws(StoreFault) {
        try access { contents in
            contents.learned.append(address)
            guard let found = contents.grants.last(where: { $0.person.id == person })?.person else { return }
            let changed = Person(
                id: found.id, subject: found.subject, sealedName: found.sealedName, created: found.created, address: address)
            Self.put(changed, in: &contents)
        }
    }

    /// In all of the person's grants.
    private static func put(_ person: Person, in contents: inout Contents) {
        contents.grants = contents.grants.map { $0.person.id == person.id ? PersonGrant(grant: $0.grant, person: person) : $0 }
    }

    func eraseName(of person: PersonID, by actor: AuditActor) async throws(StoreFault) -> Bool {
        try access { contents in
            let found = contents.grants.last { $0.person.id == person }?.person
            guard let found, !found.sealedName.isEmpty || !found.address.isEmpty else { return false }
            Self.put(Person(id: found.id, subject: found.subject, sealedName: [], created: found.created), in: &contents)
            contents.acts.append(AuditAct(by: actor, .nameErased, object: person.description))
            return true
        }
    }

    func grants(in municipality: String?, after: GrantID?, limit: Int) async throws(StoreFault) -> [PersonGrant] {
        try access { Self.page($0.grants.filter { $0.grant.municipality == municipality }, after, limit) }
    }

    func grants(
        in municipality: String?, areOver: Bool, now: Instant, after: GrantID?, limit: Int
    ) async throws(StoreFault) -> [PersonGrant] {
        try access { contents in
            let found = contents.grants.filter {
                $0.grant.municipality == municipality && [.ended, .withdrawn].contains($0.grant.state(at: now)) == areOver
            }
            return Self.page(found, after, limit)
        }
    }

    func person(_ id: PersonID, in municipality: String?) async throws(StoreFault) -> Person? {
        try access { $0.grants.last { $0.person.id == id && $0.grant.municipality == municipality }?.person }
    }

    func grants(after: GrantID?, limit: Int) async throws(StoreFault) -> [PersonGrant] {
        try access { Self.page($0.grants, after, limit) }
    }

    /// Newest first.
    private static func page(_ grants: [PersonGrant], _ after: GrantID?, _ limit: Int) -> [PersonGrant] {
        let newestFirst = Array(grants.reversed())
        let start = after.flatMap { after in newestFirst.firstIndex { $0.grant.id == after } }.map { $0 + 1 } ?? 0
        return Array(newestFirst.dropFirst(start).prefix(limit))
    }

    func grantsNotOver(now: Instant) async throws(StoreFault) -> [PersonGrant] {
        try access { $0.grants.filter { [.inForce, .future].contains($0.grant.state(at: now)) } }
    }
}
