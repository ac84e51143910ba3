package import Mail
package import Queue
import Synchronization

/// Persons and their roles in memory: no request reads the database for its caller, and what is given or withdrawn counts at once.
package final class GrantRegistry: Sendable {
    let store: any IssuanceStore
    let keyring: Keyring
    let seal: any Seal
    /// Whose subjects are given roles; `nil`: none is configured, so that nobody can be.
    let issuer: String?
    let clock: any TimeSource
    let random: any RandomSource
    let known = Mutex(Known())

    /// What is not over, by person.
    struct Known: Sendable {
        /// By the HMAC of issuer and subject.
        var persons: [[UInt8]: PersonID] = [:]
        var grants: [PersonID: [Grant]] = [:]
        /// HMACs, as the store has them.
        var addresses: [PersonID: [UInt8]] = [:]
        /// When an address was last written that a token had.
        var learned: [PersonID: Instant] = [:]

        /// A withdrawal may come in before the grant that it ends: it stands, whichever is first.
        mutating func put(_ gift: PersonGrant) {
            persons[gift.person.subject] = gift.person.id
            addresses[gift.person.id] = gift.person.address
            var grants = grants[gift.person.id] ?? []
            if let index = grants.firstIndex(where: { $0.id == gift.grant.id }) {
                if grants[index].withdrawn == nil { grants[index] = gift.grant }
            } else {
                grants.append(gift.grant)
            }
            self.grants[gift.person.id] = grants
        }
    }

    /// Empty until ``reload()``.
    package init(
        store: any IssuanceStore, keyring: Keyring, seal: any Seal, issuer: String?, clock: any TimeSource, random: any RandomSource
    ) {
        self.store = store
        self.keyring = keyring
        self.seal = seal
        self.issuer = issuer
        self.clock = clock
        self.random = random
    }

    /// Reads all grants again that are not over.
    package func reload() async throws(StoreFault) {
        var read = Known()
        for gift in try await store.grantsNotOver(now: clock.now) { read.put(gift) }
        known.withLock { known in
            read.learned = known.learned
            known = read
        }
    }

    /// The caller that a person is where one of these scopes is asked for; `nil` when no role in force opens one.
    ///
    /// Roles differ by municipality: the caller reaches those alone whose grant opens one of the scopes.
    package func caller(for identity: PersonIdentity, scopes: Set<APIKey.Scope>) -> Caller? {
        let subject = identity.hmac(keyring)
        guard let person = known.withLock({ $0.persons[subject] }) else { return nil }
        let opening = held(by: person).filter { !$0.role.scopes.isDisjoint(with: scopes) }
        guard !opening.isEmpty else { return nil }
        let opened = opening.reduce(into: Set<APIKey.Scope>()) { $0.formUnion($1.role.scopes.intersection(scopes)) }
        let municipalities = Set(opening.compactMap(\.municipality))
        let isEverywhere = opening.contains { $0.municipality == nil }
        return Caller(
            .person(person), scopes: opened, reach: isEverywhere ? .everywhere : .municipalities(municipalities),
            address: identity.email.map(keyring.addressHMAC) ?? [])
    }

    /// The roles in force of somebody who signed in; empty for who has none.
    package func roles(of identity: PersonIdentity) -> Set<HeldRole> {
        let subject = identity.hmac(keyring)
        return known.withLock { $0.persons[subject] }.map(held(by:)) ?? []
    }

    /// What a caller may go by who gives and takes roles: a person's roles in force, a key's administration where it reaches.
    package func giver(for caller: Caller) -> GrantGiver {
        let held: Set<HeldRole> =
            switch caller.principal {
            case .person(let person): held(by: person)
            case .apiKey where !caller.scopes.contains(.admin): []
            case .apiKey:
                switch caller.reach {
                case .everywhere: [HeldRole(.administrator, in: nil)]
                case .municipalities(let codes): Set(codes.map { HeldRole(.administrator, in: $0) })
                }
            }
        return GrantGiver(caller.principal, held: held)
    }

    /// A person's roles in force now.
    func held(by person: PersonID) -> Set<HeldRole> {
        let now = clock.now
        return Set(known.withLock { $0.grants[person] ?? [] }.filter { $0.state(at: now) == .inForce }.map(\.held))
    }

    /// After the commit: what was given or withdrawn.
    func keep(_ gift: PersonGrant) { known.withLock { $0.put(gift) } }
}
