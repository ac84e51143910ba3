import Mail
import Queue

extension GrantRegistry {
    /// Gives a role to whom the configured issuer knows by a subject.
    ///
    /// Somebody who is known keeps the name by which lists show him, an erased one too, and the address, unless an administrator gives
    /// others. The answer has the name that was given: what another place calls the person is not the giver's to learn by it.
    ///
    /// - Parameter municipality: NIS code; `nil`: everywhere.
    /// - Throws: Wrong fields (all at once), what ``GrantRules`` refuse, and what the store finds.
    package func give(
        _ request: GrantRequest, in municipality: String?, by giver: GrantGiver, idempotency: IdempotencyRequest<GrantView>?
    ) async throws(IssuanceRefusal) -> Answer<GrantView> {
        try await EarlierAnswers(store: store, keyring: keyring, clock: clock).orElse(idempotency) { () async throws(IssuanceRefusal) in
            guard let issuer else { throw .conflict(detail: Self.noIssuer) }
            try await check(municipality, for: giver)
            let now = clock.now
            let subject = PersonIdentity(issuer: issuer, subject: request.subject).hmac(keyring)
            let gift = Gift(
                role: request.role, municipality: municipality, subject: subject, terms: try request.checked(now: now), giver: giver,
                now: now)
            let known = try await stored { () async throws(StoreFault) in try await store.person(subject: subject) }
            return try await give(gift, to: known?.id, idempotency)
        }
    }

    /// Withdraws a grant at once. One that is withdrawn already stays as it is.
    ///
    /// - Parameter municipality: Where the grant must be; `nil`: everywhere.
    /// - Throws: ``IssuanceRefusal/notFound``, or what ``GrantRules`` refuse.
    package func withdraw(_ id: GrantID, in municipality: String?, by giver: GrantGiver) async throws(IssuanceRefusal) -> GrantView {
        try await check(municipality, for: giver)
        let found = try await found(id)
        guard found.grant.municipality == municipality else { throw .notFound }
        return try await withdraw(found, by: giver)
    }

    /// The same, wherever the grant is.
    package func withdraw(_ id: GrantID, by giver: GrantGiver) async throws(IssuanceRefusal) -> GrantView {
        try await withdraw(try await found(id), by: giver)
    }

    /// What is to be given.
    private struct Gift {
        let role: Role
        let municipality: String?
        let subject: [UInt8]
        let terms: GrantRequest.Checked
        let giver: GrantGiver
        let now: Instant
    }

    /// - Parameter isRepeated: Whether the store named another identifier for the person before.
    private func give(
        _ gift: Gift, to known: PersonID?, isRepeated: Bool = false, _ idempotency: IdempotencyRequest<GrantView>?
    ) async throws(IssuanceRefusal) -> Answer<GrantView> {
        if let refusal = GrantRules.refusal(giving: gift.role, in: gift.municipality, to: known, by: gift.giver) { throw refusal }
        let made = try personGrant(gift, known)
        let view = GrantView(grant: made.grant, name: gift.terms.name)
        let terms = IssueTerms(
            now: gift.now, actor: gift.giver.actor, idempotency: idempotency?.record(view, keyring: keyring, now: gift.now), charges: [])
        let isRenaming = GrantRules.mayChangePersons(gift.giver)
        switch try await stored({ () async throws(StoreFault) in try await store.give(made, renaming: isRenaming, terms: terms) }) {
        case .committed:
            keep(made)
            guard known != nil else { return .fresh(view) }
            // The address may be another than was asked for.
            keep(PersonGrant(grant: made.grant, person: try await found(made.grant.id).person))
            return .fresh(view)
        case .replayed(let record): return .replayed(record)
        case .idempotencyConflict: throw .idempotencyConflict
        case .overlapping:
            throw .conflict(detail: "The person has this role here for a part of that time already; withdraw that grant first.")
        // Somebody gave the person a first role meanwhile. It comes once: the identifier is the stored one then, and no person is deleted.
        case .otherPerson(let id) where !isRepeated: return try await give(gift, to: id, isRepeated: true, idempotency)
        case .otherPerson: throw .unavailable(.broken("a person is known under one identifier and then another"))
        }
    }

    private func personGrant(_ gift: Gift, _ known: PersonID?) throws(IssuanceRefusal) -> PersonGrant {
        let id = known ?? PersonID(at: gift.now, random: random)
        let name: [UInt8]
        do { name = try seal.seal(Array(gift.terms.name.utf8), context: id.bytes) } catch { throw Self.unavailable(error) }
        let grant = Grant(
            id: GrantID(at: gift.now, random: random), person: id, role: gift.role, municipality: gift.municipality,
            validFrom: gift.terms.validFrom, validUntil: gift.terms.validUntil, givenBy: gift.giver.actor, given: gift.now)
        let address = gift.terms.email.map(keyring.addressHMAC) ?? []
        return PersonGrant(
            grant: grant, person: Person(id: id, subject: gift.subject, sealedName: name, created: gift.now, address: address))
    }

    private func withdraw(_ found: PersonGrant, by giver: GrantGiver) async throws(IssuanceRefusal) -> GrantView {
        if let refusal = GrantRules.refusal(withdrawing: found.grant, by: giver) { throw refusal }
        let (id, now) = (found.grant.id, clock.now)
        _ = try await stored { () async throws(StoreFault) in try await store.withdraw(id, by: giver.actor, now: now) }
        // Before anything else is read: what is withdrawn on disk must not go on in memory.
        keep(PersonGrant(grant: found.grant.withdrawn(by: giver.actor, at: now), person: found.person))
        let withdrawn = try await self.found(id)
        keep(withdrawn)
        return try view(withdrawn)
    }

    private func found(_ id: GrantID) async throws(IssuanceRefusal) -> PersonGrant {
        guard let found = try await stored({ () async throws(StoreFault) in try await store.grant(id) }) else { throw .notFound }
        return found
    }

    private static let noIssuer = "No issuer is configured, so nobody could sign in: set oidc.issuer, or oidc.local for a trial."
}
