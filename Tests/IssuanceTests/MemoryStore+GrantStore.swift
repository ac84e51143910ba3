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
            let person = known.flatMap { renaming || $0.sealedName.isEmpty ? nil : $0 } ?? gift.person
            contents.grants = contents.grants.map { $0.person.id == person.id ? PersonGrant(grant: $0.grant, person: person) : $0 }
            contents.grants.append(PersonGrant(grant: gift.grant, person: person))
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

    func eraseName(of person: PersonID, by actor: AuditActor) async throws(StoreFault) -> Bool {
        try access { contents in
            guard contents.grants.contains(where: { $0.person.id == person && !$0.person.sealedName.isEmpty }) else { return false }
            contents.grants = contents.grants.map { gift in
                guard gift.person.id == person else { return gift }
                let former = gift.person
                return PersonGrant(
                    grant: gift.grant, person: Person(id: former.id, subject: former.subject, sealedName: [], created: former.created))
            }
            contents.acts.append(AuditAct(by: actor, .nameErased, object: person.description))
            return true
        }
    }

    func grants(in municipality: String?, after: GrantID?, limit: Int) async throws(StoreFault) -> [PersonGrant] {
        try access { Self.page($0.grants.filter { $0.grant.municipality == municipality }, after, limit) }
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
