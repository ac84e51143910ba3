import Issuance
import Mail
import Queue
import TestKit
import Testing

@Suite("Persons and their roles") struct GrantRegistryTests {
    private static let issuer = "https://login.example.be"
    private static let own = "62063"
    private let store = MemoryStore()
    private let clock = ManualClock()
    private let keyring: Keyring
    private let seal: AESGCMSeal
    private let grants: GrantRegistry

    init() throws {
        keyring = try Keyring(masterKey: Secret([UInt8](repeating: 7, count: 32)))
        seal = AESGCMSeal(keyring: keyring, random: SeededRandom(seed: 1))
        grants = GrantRegistry(
            store: store, keyring: keyring, seal: seal, issuer: Self.issuer, clock: clock, random: SeededRandom(seed: 2))
        for nis in [Self.own, "11002"] {
            store.change { $0.municipalities[nis] = Municipality(nis: nis, name: "A", languages: [.fr], agreement: nil) }
        }
    }

    private func give(
        _ role: Role, to subject: String = "officer-1", in municipality: String? = own, from: String? = nil, until: String? = nil,
        by giver: GrantGiver = .localOperator
    ) async throws -> GrantView {
        let request = GrantRequest(subject: subject, name: "Jan Peeters", role: role, validFrom: from, validUntil: until)
        guard case .fresh(let view) = try await grants.give(request, in: municipality, by: giver, idempotency: nil) else {
            throw CancellationError()
        }
        return view
    }

    private func identity(_ subject: String = "officer-1") -> PersonIdentity { PersonIdentity(issuer: Self.issuer, subject: subject) }

    private func caller(_ subject: String = "officer-1", _ scope: APIKey.Scope = .activationsWrite) -> Caller? {
        grants.caller(for: identity(subject), scopes: [scope])
    }

    @Test("a role opens its scopes at once, in its municipality, and ends at once")
    func giveAndWithdraw() async throws {
        #expect(caller() == nil)
        let view = try await give(.registrationOfficer)
        let officer = Caller(.person(view.grant.person), scopes: [.activationsWrite], reach: .municipalities([Self.own]))
        #expect(caller() == officer)
        #expect(caller("officer-1", .admin) == nil)
        #expect(caller("officer-2") == nil)
        let other = PersonIdentity(issuer: "https://other.example.be", subject: "officer-1")
        #expect(grants.caller(for: other, scopes: [.activationsWrite]) == nil)
        let withdrawn = try await grants.withdraw(view.grant.id, by: .localOperator)
        #expect(withdrawn.grant.withdrawn == clock.now && withdrawn.name == "Jan Peeters")
        #expect(caller() == nil)
        clock.advance(by: .seconds(1))
        #expect(try await grants.withdraw(view.grant.id, by: .localOperator) == withdrawn)
    }

    @Test("a caller reaches the municipalities alone whose role opens the scope")
    func reach() async throws {
        let officer = try await give(.registrationOfficer).grant.person
        _ = try await give(.registrationOfficer, in: "11002")
        _ = try await give(.auditor, in: "11002")
        #expect(caller()?.reach == .municipalities([Self.own, "11002"]))
        #expect(caller("officer-1", .auditRead)?.reach == .municipalities(["11002"]))
        _ = try await give(.operator, in: nil)
        #expect(caller("officer-1", .messagesRead)?.reach == .everywhere)
        #expect(caller()?.reach == .municipalities([Self.own, "11002"]))
        let both = grants.caller(for: identity(), scopes: [.auditRead, .admin, .queueOperate])
        #expect(both == Caller(.person(officer), scopes: [.auditRead, .queueOperate], reach: .everywhere))
    }

    @Test("a role counts from its first day to before its last")
    func days() async throws {
        // The clock stands at noon of 2026-11-23.
        _ = try await give(.registrationOfficer, from: "2026-11-25", until: "2026-11-27")
        #expect(caller() == nil)
        clock.jump(to: try #require(Instant(brusselsDay: "2026-11-25")))
        #expect(caller() != nil)
        clock.jump(to: try #require(Instant(brusselsDay: "2026-11-27")) - .seconds(1))
        #expect(caller() != nil)
        clock.jump(to: try #require(Instant(brusselsDay: "2026-11-27")))
        #expect(caller() == nil)
    }

    @Test("another start knows what was given and not withdrawn")
    func reload() async throws {
        let gone = try await give(.registrationOfficer)
        _ = try await give(.registrationOfficer, to: "officer-2")
        _ = try await grants.withdraw(gone.grant.id, by: .localOperator)
        let second = GrantRegistry(
            store: store, keyring: keyring, seal: seal, issuer: Self.issuer, clock: clock, random: SeededRandom(seed: 3))
        #expect(second.caller(for: identity("officer-2"), scopes: [.activationsWrite]) == nil)
        try await second.reload()
        #expect(second.caller(for: identity("officer-2"), scopes: [.activationsWrite]) != nil)
        #expect(second.caller(for: identity("officer-1"), scopes: [.activationsWrite]) == nil)
    }

    @Test("one person has one identifier, and the newest name; the store has neither subject nor name")
    func person() async throws {
        let first = try await give(.registrationOfficer)
        let request = GrantRequest(subject: "officer-1", name: " Jan P. ", role: .coAccessManager)
        guard case .fresh(let second) = try await grants.give(request, in: Self.own, by: .localOperator, idempotency: nil) else {
            Issue.record("not fresh")
            return
        }
        #expect(first.grant.person == second.grant.person && second.name == "Jan P.")
        for gift in store.contents.grants {
            for secret in ["officer-1", "Jan"] {
                #expect(!gift.person.subject.contains(Array(secret.utf8)) && !gift.person.sealedName.contains(Array(secret.utf8)))
            }
        }
        #expect("\(request) \(second) \(identity())".contains("officer-1") == false)
        #expect("\(request) \(second)".contains("Jan") == false)
    }

    @Test("a person becomes known while a first grant is on its way")
    func meanwhile() async throws {
        let known = Person(id: PersonID(high: 9, low: 9), subject: identity().hmac(keyring), sealedName: [], created: clock.now)
        store.change { $0.beforeGive = [known, known] }
        #expect(try await give(.registrationOfficer).grant.person == known.id)
        #expect(caller()?.principal == .person(known.id))
    }

    @Test("a store that knows a person under one identifier and then another is not asked for ever")
    func twoIdentifiers() async throws {
        let subject = identity().hmac(keyring)
        let known = (1...9).map { Person(id: PersonID(high: $0, low: 9), subject: subject, sealedName: [], created: clock.now) }
        store.change { $0.beforeGive = known }
        let refusal = await #expect(throws: IssuanceRefusal.self) { try await give(.registrationOfficer) }
        guard case .unavailable? = refusal else {
            Issue.record("\(String(describing: refusal))")
            return
        }
        #expect(store.contents.grants.isEmpty && store.contents.beforeGive.count == 7)
    }

    @Test("a manager names whom nobody named before, renames nobody, and gives no name again that was erased")
    func names() async throws {
        _ = try await give(.mainAccessManager, to: "manager")
        let manager = grants.giver(for: try #require(caller("manager", .grantsManage)))
        func named(_ name: String, _ role: Role, in municipality: String = Self.own, by giver: GrantGiver) async throws -> String {
            let request = GrantRequest(subject: "officer-1", name: name, role: role)
            guard case .fresh(let view) = try await grants.give(request, in: municipality, by: giver, idempotency: nil) else { return "" }
            return view.name
        }
        #expect(try await named("Jan P.", .registrationOfficer, by: manager) == "Jan P.")
        #expect(try await named("Mallory", .coAccessManager, by: manager) == "Mallory")
        let limited = GrantGiver(.apiKey(APIKeyID(high: 1, low: 1)), held: [HeldRole(.administrator, in: "11002")])
        #expect(try await named("Mallory", .registrationOfficer, in: "11002", by: limited) == "Mallory")
        let names = try await grants.grants(in: Self.own, for: manager, after: nil, limit: 10).grants.map(\.name)
        #expect(names == ["Jan P.", "Jan P.", "Jan Peeters"])
        #expect(try await named("Jan Peeters-Claes", .auditor, by: .localOperator) == "Jan Peeters-Claes")
        #expect(try await grants.grants(in: "11002", for: limited, after: nil, limit: 10).grants.map(\.name) == ["Jan Peeters-Claes"])
        try await grants.eraseName(of: store.contents.grants[1].person.id, by: .localOperator)
        #expect(try await named("Mallory", .auditor, in: "11002", by: limited) == "Mallory")
        #expect(try await grants.grants(in: "11002", for: limited, after: nil, limit: 10).grants.map(\.name) == ["", ""])
        #expect(try await named("Jan", .coAccessManager, in: "11002", by: .localOperator) == "Jan")
        #expect(try await grants.grants(in: "11002", for: limited, after: nil, limit: 1).grants.map(\.name) == ["Jan"])
    }

    private static let address = "jan.officer@example.be"

    private func hmac(_ address: String = address) -> [UInt8] { keyring.hmac(.address, Array(address.utf8)) }

    @Test("an address is kept as an HMAC; a manager gives one where none is known, an administrator another")
    func address() async throws {
        _ = try await give(.mainAccessManager, to: "manager")
        let manager = grants.giver(for: try #require(caller("manager", .grantsManage)))
        func known(_ email: String?, _ role: Role, by giver: GrantGiver) async throws -> [UInt8]? {
            let request = GrantRequest(subject: "officer-1", name: "Jan", role: role, email: email)
            _ = try await grants.give(request, in: Self.own, by: giver, idempotency: nil)
            #expect(!"\(request)".contains("@"))
            return store.contents.grants.last?.person.address
        }
        #expect(try await known("Jan.Officer@Example.be", .registrationOfficer, by: manager) == hmac())
        #expect(try await known("mallory@example.be", .coAccessManager, by: manager) == hmac())
        #expect(try await known(nil, .auditor, by: .localOperator) == hmac())
        #expect(try await known("jan@example.com", .mainAccessManager, by: .localOperator) == hmac("jan@example.com"))
        for gift in store.contents.grants { #expect(!gift.person.address.contains(Array("officer".utf8))) }
    }

    @Test("the address of a token is learned with one write for each change, over starts too")
    func learn() async throws {
        _ = try await give(.registrationOfficer)
        func ask(_ email: String?, _ registry: GrantRegistry) async throws {
            let identity = PersonIdentity(issuer: Self.issuer, subject: "officer-1", email: try email.map { try EmailAddress($0) })
            let caller = try #require(registry.caller(for: identity, scopes: [.activationsWrite]))
            #expect(caller.address == (email == nil ? [] : hmac(email?.lowercased() ?? "")))
            await registry.learnAddress(of: caller)?.value
        }
        for email in [nil, Self.address, Self.address.uppercased(), nil] { try await ask(email, grants) }
        #expect(store.contents.learned == [hmac()] && store.contents.grants[0].person.address == hmac())
        let second = GrantRegistry(
            store: store, keyring: keyring, seal: seal, issuer: Self.issuer, clock: clock, random: SeededRandom(seed: 3))
        try await second.reload()
        try await ask(Self.address, second)
        #expect(store.contents.learned.count == 1)
        try await ask("jan@example.com", second)
        #expect(store.contents.learned == [hmac(), hmac("jan@example.com")])
        // Erased, it comes again while the role lasts.
        try await second.eraseName(of: store.contents.grants[0].person.id, by: .localOperator)
        #expect(store.contents.grants[0].person.address == [])
        try await ask("jan@example.com", second)
        #expect(store.contents.grants[0].person.address == hmac("jan@example.com"))
        // A front has none.
        #expect(second.learnAddress(of: Caller(apiKey: APIKeyID(high: 1, low: 1), scopes: [.admin], municipality: nil)) == nil)
        #expect(store.contents.learned.count == 3)
    }

    @Test("an address is learned once an hour, however often tokens change it")
    func learnSeldom() async throws {
        _ = try await give(.registrationOfficer)
        func ask(_ email: String) async throws {
            let identity = PersonIdentity(issuer: Self.issuer, subject: "officer-1", email: try EmailAddress(email))
            let caller = try #require(grants.caller(for: identity, scopes: [.activationsWrite]))
            await grants.learnAddress(of: caller)?.value
        }
        for email in [Self.address, "jan@example.com", Self.address, "jan@example.com"] { try await ask(email) }
        #expect(store.contents.learned == [hmac()])
        clock.advance(by: GrantRegistry.learningInterval - .seconds(1))
        try await grants.reload()
        try await ask("jan@example.com")
        #expect(store.contents.learned == [hmac()])
        clock.advance(by: .seconds(1))
        try await ask("jan@example.com")
        #expect(store.contents.learned == [hmac(), hmac("jan@example.com")])
    }

    @Test("a store that cannot keep an address costs no request, and is asked again after an hour")
    func learnFault() async throws {
        _ = try await give(.registrationOfficer)
        let identity = PersonIdentity(issuer: Self.issuer, subject: "officer-1", email: try EmailAddress(Self.address))
        let caller = try #require(grants.caller(for: identity, scopes: [.activationsWrite]))
        store.change { $0.fault = .closed }
        await grants.learnAddress(of: caller)?.value
        store.change { $0.fault = nil }
        #expect(grants.learnAddress(of: caller) == nil)
        #expect(store.contents.learned.isEmpty)
        clock.advance(by: GrantRegistry.learningInterval)
        await grants.learnAddress(of: caller)?.value
        #expect(store.contents.learned == [hmac()])
    }

    @Test("a name is erased by an administrator of all places alone")
    func eraseName() async throws {
        let person = try await give(.registrationOfficer).grant.person
        _ = try await give(.mainAccessManager, to: "manager")
        let manager = grants.giver(for: try #require(caller("manager", .grantsManage)))
        let limited = GrantGiver(.apiKey(APIKeyID(high: 1, low: 1)), held: [HeldRole(.administrator, in: Self.own)])
        for giver in [manager, limited] {
            let refusal = await #expect(throws: IssuanceRefusal.self) { try await grants.eraseName(of: person, by: giver) }
            guard case .forbidden? = refusal else {
                Issue.record("\(String(describing: refusal))")
                return
            }
        }
        await #expect(throws: IssuanceRefusal.notFound) {
            try await grants.eraseName(of: PersonID(high: 1, low: 1), by: .localOperator)
        }
        for _ in 0..<2 { try await grants.eraseName(of: person, by: .localOperator) }
        #expect(store.contents.acts.map(\.object) == [person.description])
        let listed = try await grants.grants(in: Self.own, for: .localOperator, after: nil, limit: 10).grants
        #expect(listed.map(\.name) == ["Jan Peeters", ""] && caller() != nil)
    }

    @Test("a withdrawal that overtakes the grant stands")
    func overtaken() async throws {
        store.change { contents in
            contents.afterGive = { [grants] gift in _ = try? await grants.withdraw(gift.grant.id, by: .localOperator) }
        }
        _ = try await give(.registrationOfficer)
        #expect(caller() == nil)
    }

    @Test(
        "what is refused is not written",
        arguments: [
            (Role.operator, own, "invalid"), (.registrationOfficer, nil, "invalid"), (.registrationOfficer, "44021", "not-found"),
        ] as [(Role, String?, String)])
    func refused(_ role: Role, _ municipality: String?, _ code: String) async throws {
        await #expect(throws: IssuanceRefusal.self) { try await give(role, in: municipality) }
        #expect(store.contents.grants.isEmpty)
    }

    @Test("a manager gives through the registry what the rules allow, and never to himself")
    func manager() async throws {
        _ = try await give(.mainAccessManager, to: "manager")
        let manager = grants.giver(for: try #require(caller("manager", .grantsManage)))
        let officer = try await give(.registrationOfficer, by: manager)
        #expect(officer.grant.givenBy == manager.actor)
        for (subject, municipality, role) in [
            ("manager", Self.own, Role.registrationOfficer), ("officer-1", Self.own, .auditor),
            ("officer-1", "11002", .registrationOfficer),
        ] {
            await #expect(throws: IssuanceRefusal.self) { try await give(role, to: subject, in: municipality, by: manager) }
        }
        #expect(try await grants.withdraw(officer.grant.id, in: Self.own, by: manager).grant.withdrawnBy == manager.actor)
        await #expect(throws: IssuanceRefusal.notFound) { try await grants.withdraw(GrantID(high: 1, low: 1), in: Self.own, by: manager) }
    }

    @Test("a grant is withdrawn under its own municipality alone")
    func municipalityOfGrant() async throws {
        let id = try await give(.registrationOfficer).grant.id
        await #expect(throws: IssuanceRefusal.notFound) { try await grants.withdraw(id, in: "11002", by: .localOperator) }
        await #expect(throws: IssuanceRefusal.notFound) { try await grants.withdraw(id, in: nil, by: .localOperator) }
        #expect(caller() != nil)
    }

    @Test("a role that is held is not given twice")
    func overlapping() async throws {
        _ = try await give(.registrationOfficer)
        await #expect(throws: IssuanceRefusal.self) { try await give(.registrationOfficer) }
        #expect(store.contents.grants.count == 1)
    }

    @Test("without an issuer nobody is given a role")
    func noIssuer() async throws {
        let none = GrantRegistry(store: store, keyring: keyring, seal: seal, issuer: nil, clock: clock, random: SeededRandom(seed: 4))
        let request = GrantRequest(subject: "a", name: "b", role: .operator)
        let refusal = await #expect(throws: IssuanceRefusal.self) {
            try await none.give(request, in: nil, by: .localOperator, idempotency: nil)
        }
        guard case .conflict(let detail)? = refusal else { return }
        #expect(detail.contains("oidc.issuer"))
    }

    @Test(
        "every wrong field is named at once",
        arguments: [
            (
                GrantRequest(subject: "", name: " ", role: .auditor, validFrom: "x", validUntil: "y"),
                ["subject", "name", "valid_from", "valid_until"]
            ),
            (GrantRequest(subject: " a", name: "a", role: .auditor), ["subject"]),
            (GrantRequest(subject: "a", name: "a", role: .auditor, email: "a@b"), ["email"]),
            (GrantRequest(subject: "a\u{200B}", name: "a\nb", role: .auditor), ["subject", "name"]),
            (GrantRequest(subject: String(repeating: "s", count: 256), name: "a", role: .auditor), ["subject"]),
            (GrantRequest(subject: "a", name: "a", role: .auditor, validUntil: "2026-11-23"), ["valid_until"]),
            (GrantRequest(subject: "a", name: "a", role: .auditor, validFrom: "2026-12-02", validUntil: "2026-12-02"), ["valid_until"]),
            (GrantRequest(subject: "a", name: "a", role: .auditor, validFrom: "2020-01-01", validUntil: "2026-11-24"), []),
        ])
    func fields(_ request: GrantRequest, _ expected: [String]) async throws {
        var fields: [String] = []
        do {
            _ = try await grants.give(request, in: nil, by: .localOperator, idempotency: nil)
        } catch {
            guard case .invalid(let faults) = error else { throw error }
            fields = faults.map(\.field)
        }
        #expect(fields == expected)
    }

    @Test("lists are for those who give roles there, newest first")
    func list() async throws {
        var ids: [GrantID] = []
        for number in 0..<3 {
            clock.advance(by: .milliseconds(5))
            ids.insert(try await give(.registrationOfficer, to: "officer-\(number)").grant.id, at: 0)
        }
        let first = try await grants.grants(in: Self.own, for: .localOperator, after: nil, limit: 2)
        let second = try await grants.grants(in: Self.own, for: .localOperator, after: first.next, limit: 2)
        #expect(first.grants.map(\.grant.id) + second.grants.map(\.grant.id) == ids && second.next == nil)
        #expect(first.grants.allSatisfy { $0.name == "Jan Peeters" })
        let officer = grants.giver(for: try #require(caller("officer-0")))
        await #expect(throws: IssuanceRefusal.self) { try await grants.grants(in: Self.own, for: officer, after: nil, limit: 2) }
        await #expect(throws: IssuanceRefusal.notFound) { try await grants.grants(in: "44021", for: .localOperator, after: nil, limit: 2) }
    }

    @Test("an API key gives by its scope and where it reaches")
    func apiKey() {
        let id = APIKeyID(high: 1, low: 1)
        let own = grants.giver(for: Caller(apiKey: id, scopes: [.admin], municipality: Self.own))
        #expect(own.held == [HeldRole(.administrator, in: Self.own)])
        #expect(grants.giver(for: Caller(apiKey: id, scopes: [.admin], municipality: nil)).held == [HeldRole(.administrator, in: nil)])
        #expect(grants.giver(for: Caller(apiKey: id, scopes: [.activationsWrite], municipality: nil)).held == [])
    }
}
