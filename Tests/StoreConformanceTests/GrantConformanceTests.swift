import Issuance
import Mail
import Queue
import TestKit
import Testing

@Suite("Issuance: persons and their roles")
struct GrantConformanceTests {
    @Test("a grant is read back by identifier, municipality and person, with its person", arguments: StoreUnderTest.all)
    func give(_ driver: StoreUnderTest) async throws {
        try await driver.run { store, clock in
            let samples = Samples(clock)
            let person = samples.person()
            let officer = samples.gift(.registrationOfficer, to: person, until: .seconds(86_400))
            let auditor = samples.gift(.auditor, to: person, in: nil)
            let result = try await store.give(officer, renaming: true, terms: samples.terms())
            #expect(result == .committed)
            #expect(try await store.give(auditor, renaming: true, terms: samples.terms()) == .committed)
            #expect(try await store.grant(officer.grant.id) == officer)
            #expect(try await store.grant(GrantID(high: 0, low: 1)) == nil)
            #expect(try await store.person(subject: person.subject) == person)
            #expect(try await store.person(subject: [1]) == nil)
            #expect(try await store.grants(in: "44021", after: nil, limit: 10) == [officer])
            #expect(try await store.grants(in: nil, after: nil, limit: 10) == [auditor])
            #expect(try await store.grants(in: "11002", after: nil, limit: 10) == [])
        }
    }

    @Test("lists go from the newest to the oldest, page by page", arguments: StoreUnderTest.all)
    func pages(_ driver: StoreUnderTest) async throws {
        try await driver.run { store, clock in
            let samples = Samples(clock)
            var all: [PersonGrant] = []
            for _ in 0..<7 {
                clock.advance(by: .milliseconds(5))
                let gift = samples.gift(.registrationOfficer, to: samples.person())
                #expect(try await store.give(gift, renaming: true, terms: samples.terms()) == .committed)
                all.insert(gift, at: 0)
            }
            let first = try await store.grants(in: "44021", after: nil, limit: 3)
            let second = try await store.grants(in: "44021", after: first.last?.grant.id, limit: 3)
            let third = try await store.grants(in: "44021", after: second.last?.grant.id, limit: 3)
            #expect([first.count, second.count, third.count] == [3, 3, 1])
            #expect(first + second + third == all)
        }
    }

    @Test("those that are over and those that are not are lists of their own, page by page", arguments: StoreUnderTest.all)
    func parts(_ driver: StoreUnderTest) async throws {
        try await driver.run { store, clock in
            let samples = Samples(clock)
            var (over, current): ([GrantID], [GrantID]) = ([], [])
            for number in 0..<12 {
                clock.advance(by: .milliseconds(5))
                let ends: [Duration?] = [.seconds(60), .seconds(600), nil]
                let gift = samples.gift(.registrationOfficer, to: samples.person(), until: ends[number % 3])
                #expect(try await store.give(gift, renaming: true, terms: samples.terms()) == .committed)
                let isWithdrawn = number % 4 == 2
                if isWithdrawn { #expect(try await store.withdraw(gift.grant.id, by: samples.actor, now: clock.now)) }
                if isWithdrawn || number % 3 == 0 { over.insert(gift.grant.id, at: 0) } else { current.insert(gift.grant.id, at: 0) }
            }
            let elsewhere = samples.gift(.auditor, to: samples.person(), in: nil)
            #expect(try await store.give(elsewhere, renaming: true, terms: samples.terms()) == .committed)
            clock.advance(by: .seconds(60))
            for (areOver, expected) in [(true, over), (false, current)] {
                var (found, after): ([GrantID], GrantID?) = ([], nil)
                repeat {
                    let page = try await store.grants(in: "44021", areOver: areOver, now: clock.now, after: after, limit: 2)
                    #expect(page.count <= 2)
                    found += page.map(\.grant.id)
                    after = page.last?.grant.id
                } while after != nil && found.count < 20
                #expect(found == expected, "\(areOver)")
            }
            #expect(try await store.grants(in: nil, areOver: false, now: clock.now, after: nil, limit: 9) == [elsewhere])
            #expect(try await store.grants(in: "11002", areOver: true, now: clock.now, after: nil, limit: 9) == [])
        }
    }

    @Test("a person is told of in the places alone where he has or had a role", arguments: StoreUnderTest.all)
    func personInPlace(_ driver: StoreUnderTest) async throws {
        try await driver.run { store, clock in
            let samples = Samples(clock)
            let person = samples.person()
            let gift = samples.gift(.registrationOfficer, to: person)
            let result = try await store.give(gift, renaming: true, terms: samples.terms())
            #expect(result == .committed)
            #expect(try await store.withdraw(gift.grant.id, by: samples.actor, now: clock.now))
            #expect(try await store.person(person.id, in: "44021") == person)
            for place in [nil, "11002"] { #expect(try await store.person(person.id, in: place) == nil) }
            #expect(try await store.person(PersonID(high: 0, low: 1), in: "44021") == nil)
        }
    }

    @Test("a known person keeps the identifier, and takes a new name from who may give one", arguments: StoreUnderTest.all)
    func knownPerson(_ driver: StoreUnderTest) async throws {
        try await driver.run { store, clock in
            let samples = Samples(clock)
            let person = samples.person()
            let result = try await store.give(samples.gift(.registrationOfficer, to: person), renaming: true, terms: samples.terms())
            #expect(result == .committed)
            let stranger = Person(
                id: PersonID(at: clock.now, random: samples.random), subject: person.subject, sealedName: [9], created: clock.now)
            let wrong = samples.gift(.coAccessManager, to: stranger)
            #expect(try await store.give(wrong, renaming: true, terms: samples.terms()) == .otherPerson(person.id))
            #expect(try await store.grant(wrong.grant.id) == nil)
            let renamed = Person(id: person.id, subject: person.subject, sealedName: [9], created: person.created)
            let byManager = samples.gift(.coAccessManager, to: renamed)
            #expect(try await store.give(byManager, renaming: false, terms: samples.terms()) == .committed)
            #expect(try await store.grant(byManager.grant.id)?.person == person)
            #expect(try await store.give(samples.gift(.auditor, to: renamed), renaming: true, terms: samples.terms()) == .committed)
            #expect(try await store.person(subject: person.subject) == renamed)
        }
    }

    @Test(
        "a name is erased once, with an entry in the audit log, and comes again with the next grant of who may rename",
        arguments: StoreUnderTest.all)
    func eraseName(_ driver: StoreUnderTest) async throws {
        try await driver.run { store, clock in
            let samples = Samples(clock)
            let (person, other) = (samples.person(address: [1, 2]), samples.person(address: [3]))
            for gift in [samples.gift(.registrationOfficer, to: person), samples.gift(.registrationOfficer, to: other)] {
                #expect(try await store.give(gift, renaming: true, terms: samples.terms()) == .committed)
            }
            #expect(try await store.person(person.id) == person)
            #expect(try await store.eraseName(of: person.id, by: samples.actor))
            #expect(try await !store.eraseName(of: person.id, by: samples.actor))
            #expect(try await !store.eraseName(of: PersonID(high: 0, low: 1), by: samples.actor))
            let nameless = try #require(try await store.person(person.id))
            #expect(nameless.sealedName.isEmpty && nameless.address.isEmpty && nameless.subject == person.subject)
            #expect(try await store.person(other.id) == other)
            #expect(try await store.grantsNotOver(now: clock.now).count == 2)
            let entries = try await store.auditEntries(after: 0, limit: 10).filter { $0.action == "name_erased" }
            #expect(entries.map(\.object) == [person.id.description] && entries.map(\.actor) == [samples.actor.text])
            let byManager = samples.gift(.coAccessManager, to: person)
            #expect(try await store.give(byManager, renaming: false, terms: samples.terms()) == .committed)
            #expect(try await store.person(person.id)?.sealedName == [])
            #expect(try await store.give(samples.gift(.auditor, to: person), renaming: true, terms: samples.terms()) == .committed)
            #expect(try await store.person(person.id) == person)
        }
    }

    @Test("the address of a person with a role in force is that of an officer", arguments: StoreUnderTest.all)
    func officers(_ driver: StoreUnderTest) async throws {
        try await driver.run { store, clock in
            let samples = Samples(clock)
            let hour = Duration.seconds(3_600)
            let address = samples.random.bytes(32)
            func isOfficer(_ other: [UInt8]? = nil) async throws -> Bool {
                let standing = try await store.standing(of: [1], address: other ?? address, in: "44021", now: clock.now)
                return standing.isAddressOfOfficer
            }
            let person = samples.person(address: address)
            let gift = samples.gift(.auditor, to: person, in: nil, from: hour, until: hour * 2)
            let result = try await store.give(gift, renaming: true, terms: samples.terms())
            #expect(result == .committed)
            #expect(try await store.person(subject: person.subject) == person)
            #expect(try await !isOfficer())
            clock.advance(by: hour)
            #expect(try await isOfficer())
            // The same beginning is no match; no address is nobody's.
            #expect(try await !isOfficer(Array(address.prefix(8)) + samples.random.bytes(24)))
            #expect(try await !isOfficer([]))
            clock.advance(by: hour)
            #expect(try await !isOfficer())
            let again = samples.gift(.registrationOfficer, to: samples.person())
            #expect(try await store.give(again, renaming: true, terms: samples.terms()) == .committed)
            try await store.setAddress(address, of: again.person.id)
            #expect(try await store.person(again.person.id)?.address == address)
            #expect(try await isOfficer())
            _ = try await store.withdraw(again.grant.id, by: samples.actor, now: clock.now)
            #expect(try await !isOfficer())
        }
    }

    @Test("an address is replaced by who may rename, given where there is none, and never taken away", arguments: StoreUnderTest.all)
    func replaceAddress(_ driver: StoreUnderTest) async throws {
        try await driver.run { store, clock in
            let samples = Samples(clock)
            let person = samples.person()
            let steps: [(given: [UInt8], renaming: Bool, kept: [UInt8])] = [
                ([], false, []), ([1], false, [1]), ([2], false, [1]), ([], true, [1]), ([2], true, [2]),
            ]
            for (index, step) in steps.enumerated() {
                let given = Person(
                    id: person.id, subject: person.subject, sealedName: person.sealedName, created: person.created, address: step.given)
                let gift = samples.gift(.auditor, to: given, in: String(11_001 + index))
                let result = try await store.give(gift, renaming: step.renaming, terms: samples.terms())
                #expect(result == .committed)
                #expect(try await store.person(person.id)?.address == step.kept, "\(index)")
            }
        }
    }

    @Test("a grant is withdrawn once, and kept", arguments: StoreUnderTest.all)
    func withdraw(_ driver: StoreUnderTest) async throws {
        try await driver.run { store, clock in
            let samples = Samples(clock)
            let gift = samples.gift(.registrationOfficer, to: samples.person())
            let result = try await store.give(gift, renaming: true, terms: samples.terms())
            #expect(result == .committed)
            clock.advance(by: .seconds(60))
            let actor = AuditActor(PersonID(high: 1, low: 1))
            #expect(try await store.withdraw(gift.grant.id, by: actor, now: clock.now))
            #expect(try await !store.withdraw(gift.grant.id, by: .localOperator, now: clock.now))
            #expect(try await !store.withdraw(GrantID(high: 0, low: 1), by: .localOperator, now: clock.now))
            #expect(try await store.grant(gift.grant.id)?.grant == gift.grant.withdrawn(by: actor, at: clock.now))
            #expect(try await store.grants(in: "44021", after: nil, limit: 10).count == 1)
            #expect(try await store.grantsNotOver(now: clock.now) == [])
        }
    }

    @Test("what is in force or will be is told from what is over", arguments: StoreUnderTest.all)
    func notOver(_ driver: StoreUnderTest) async throws {
        try await driver.run { store, clock in
            let samples = Samples(clock)
            let day = Duration.seconds(86_400)
            let open = samples.gift(.registrationOfficer, to: samples.person())
            clock.advance(by: .milliseconds(5))
            let short = samples.gift(.registrationOfficer, to: samples.person(), until: day)
            clock.advance(by: .milliseconds(5))
            let later = samples.gift(.registrationOfficer, to: samples.person(), from: day)
            for gift in [open, short, later] {
                let result = try await store.give(gift, renaming: true, terms: samples.terms())
                #expect(result == .committed)
            }
            #expect(try await store.grantsNotOver(now: clock.now) == [open, short, later])
            clock.advance(by: day)
            #expect(try await store.grantsNotOver(now: clock.now) == [open, later])
        }
    }

    /// From and until of a second grant, in hours after the first, which lasts from 10 to 20.
    @Test(
        "one role in one place is never held twice at a time",
        arguments: [
            (0, 10, false), (0, 11, true), (0, 30, true), (12, 15, true), (10, 20, true), (19, 30, true), (20, 30, false), (0, nil, true),
            (20, nil, false), (12, nil, true),
        ] as [(Int, Int?, Bool)], StoreUnderTest.all)
    func overlap(_ row: (from: Int, until: Int?, isRefused: Bool), _ driver: StoreUnderTest) async throws {
        try await driver.run { store, clock in
            let samples = Samples(clock)
            let person = samples.person()
            let hours = { (count: Int) in Duration.seconds(count * 3_600) }
            let first = samples.gift(.registrationOfficer, to: person, from: hours(10), until: hours(20))
            #expect(try await store.give(first, renaming: true, terms: samples.terms()) == .committed)
            let second = samples.gift(.registrationOfficer, to: person, from: hours(row.from), until: row.until.map(hours))
            let result = try await store.give(second, renaming: true, terms: samples.terms())
            #expect(result == (row.isRefused ? .overlapping : .committed))
            let elsewhere = samples.gift(.registrationOfficer, to: person, in: "11002", from: hours(10), until: hours(20))
            #expect(try await store.give(elsewhere, renaming: true, terms: samples.terms()) == .committed)
            #expect(try await store.withdraw(first.grant.id, by: .localOperator, now: clock.now))
            guard row.isRefused else { return }
            #expect(try await store.give(second, renaming: true, terms: samples.terms()) == .committed)
        }
    }

    @Test("the same Idempotency-Key is answered again, with another body refused", arguments: StoreUnderTest.all)
    func idempotency(_ driver: StoreUnderTest) async throws {
        try await driver.run { store, clock in
            let samples = Samples(clock)
            let record = samples.record(key: [1])
            let gift = samples.gift(.registrationOfficer, to: samples.person())
            let result = try await store.give(gift, renaming: true, terms: samples.terms(record))
            #expect(result == .committed)
            let again = samples.gift(.registrationOfficer, to: gift.person)
            #expect(try await store.give(again, renaming: true, terms: samples.terms(record)) == .replayed(record))
            let other = samples.terms(samples.record(key: [1], body: 2))
            #expect(try await store.give(again, renaming: true, terms: other) == .idempotencyConflict)
            #expect(try await store.grants(in: "44021", after: nil, limit: 10) == [gift])
        }
    }
}

extension Samples {
    func person(address: [UInt8] = []) -> Person {
        Person(
            id: PersonID(at: clock.now, random: random), subject: random.bytes(32), sealedName: random.bytes(40), created: clock.now,
            address: address)
    }

    /// - Parameters:
    ///   - from: After now.
    ///   - until: After now; `nil`: without an end.
    func gift(
        _ role: Role, to person: Person, in municipality: String? = "44021", from: Duration = .zero, until: Duration? = nil
    ) -> PersonGrant {
        let grant = Grant(
            id: GrantID(at: clock.now, random: random), person: person.id, role: role, municipality: municipality,
            validFrom: clock.now + from, validUntil: until.map { clock.now + $0 },
            givenBy: actor, given: clock.now)
        return PersonGrant(grant: grant, person: person)
    }
}
