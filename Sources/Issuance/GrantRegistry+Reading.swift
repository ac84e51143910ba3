import Mail
package import Queue

extension GrantRegistry {
    /// The grants of a place, newest first, ended and withdrawn ones too.
    ///
    /// - Parameters:
    ///   - municipality: NIS code; `nil`: those that reach everywhere.
    ///   - after: The last of the page before.
    /// - Returns: At most `limit`, and what to give as `after` for the next page.
    /// - Throws: ``IssuanceRefusal/forbidden(detail:)`` for who gives no role there, ``IssuanceRefusal/notFound``.
    package func grants(
        in municipality: String?, for giver: GrantGiver, after: GrantID?, limit: Int
    ) async throws(IssuanceRefusal) -> GrantPage {
        try await check(municipality, for: giver)
        let found = try await stored { () async throws(StoreFault) in
            try await store.grants(in: municipality, after: after, limit: limit + 1)
        }
        return try page(found, limit: limit)
    }

    /// The same, of those alone that are over, ended or withdrawn, or of those that are not: for who looks at them apart.
    package func grants(
        in municipality: String?, areOver: Bool, for giver: GrantGiver, after: GrantID?, limit: Int
    ) async throws(IssuanceRefusal) -> GrantPage {
        try await check(municipality, for: giver)
        let now = clock.now
        let found = try await stored { () async throws(StoreFault) in
            try await store.grants(in: municipality, areOver: areOver, now: now, after: after, limit: limit + 1)
        }
        return try page(found, limit: limit)
    }

    /// One grant of a place.
    ///
    /// - Throws: As ``grants(in:for:after:limit:)``.
    package func grant(_ id: GrantID, in municipality: String?, for giver: GrantGiver) async throws(IssuanceRefusal) -> GrantView {
        try await check(municipality, for: giver)
        let found = try await stored { () async throws(StoreFault) in try await store.grant(id) }
        guard let found, found.grant.municipality == municipality else { throw .notFound }
        return try view(found)
    }

    /// What those are called who have or had a role in a place, of those who did something there. Others' names are not that place's to know.
    ///
    /// - Returns: By the text of the actor. Without those whose name was erased.
    package func names(
        of actors: Set<AuditActor>, in municipality: String?, for giver: GrantGiver
    ) async throws(IssuanceRefusal) -> [String: String] {
        try await check(municipality, for: giver)
        var names: [String: String] = [:]
        for actor in actors {
            guard let id = PersonID(actor.text) else { continue }
            let found = try await stored { () async throws(StoreFault) in try await store.person(id, in: municipality) }
            if let found, !found.sealedName.isEmpty { names[actor.text] = try name(of: found) }
        }
        return names
    }

    /// The grants of all places, the same way: for the machine's own commands.
    package func allGrants(after: GrantID?, limit: Int) async throws(IssuanceRefusal) -> GrantPage {
        try page(try await stored { () async throws(StoreFault) in try await store.grants(after: after, limit: limit + 1) }, limit: limit)
    }

    private func page(_ found: [PersonGrant], limit: Int) throws(IssuanceRefusal) -> GrantPage {
        var views: [GrantView] = []
        for gift in found.prefix(limit) { views.append(try view(gift)) }
        return GrantPage(grants: views, next: found.count > limit ? views.last?.grant.id : nil)
    }

    func view(_ gift: PersonGrant) throws(IssuanceRefusal) -> GrantView {
        GrantView(grant: gift.grant, name: try name(of: gift.person))
    }

    /// Empty once it was erased.
    func name(of person: Person) throws(IssuanceRefusal) -> String {
        guard !person.sealedName.isEmpty else { return "" }
        do { return String(decoding: try seal.open(person.sealedName, context: person.id.bytes), as: UTF8.self) } catch {
            throw Self.unavailable(error)
        }
    }

    /// Whether a place is there and somebody has to do with its roles.
    ///
    /// - Throws: ``IssuanceRefusal/forbidden(detail:)``, ``IssuanceRefusal/notFound``.
    func check(_ municipality: String?, for giver: GrantGiver) async throws(IssuanceRefusal) {
        guard GrantRules.mayList(in: municipality, by: giver) else {
            throw .forbidden(detail: "The roles of a place are the business of those who give roles there.")
        }
        guard let municipality else { return }
        let found = try await stored { () async throws(StoreFault) in try await store.municipality(nis: municipality) }
        if found == nil { throw .notFound }
    }

    static func unavailable(_ fault: SealFault) -> IssuanceRefusal { .unavailable(.broken("seal: \(fault.rawValue)")) }

    /// Asks the store; its faults become the refusal that callers can answer.
    func stored<Value: Sendable>(_ ask: () async throws(StoreFault) -> Value) async throws(IssuanceRefusal) -> Value {
        do { return try await ask() } catch { throw .unavailable(error) }
    }
}
