import Issuance
import Mail
import Queue
import TestKit
import Testing

@Suite("Municipalities and agreements")
struct MunicipalityConformanceTests {
    private static func day(_ text: String) -> Instant { Instant(brusselsDay: text) ?? .distantPast }

    private static func agreement(_ from: String, by signatory: String = "A. Peeters") -> Agreement {
        Agreement(
            signedOn: day("2026-01-15"), signatory: signatory, function: "mayor", documentDigest: "ab", validFrom: day(from),
            validUntil: day("2030-01-01"))
    }

    private static let branding = MunicipalityBranding(
        senderName: NameByLanguage("Stad Brussel", names: [.nl: "Stad Brussel", .fr: "Ville de Bruxelles", .de: "Stadt Brüssel"]),
        contact: MunicipalityBranding.Contact(
            name: NameByLanguage("Loket", names: [.fr: "Guichet"]), email: "loket@brussel.example", phone: "02 555 00 00"),
        accent: AccentColor("#7a1f1f"))

    private static let brussels = Municipality(
        nis: "21004", name: "Brussel", names: [.fr: "Bruxelles", .de: "Brüssel"], languages: [.nl, .fr],
        enterpriseNumber: EnterpriseNumber("0123.456.749"), validFrom: day("2019-01-01"), validUntil: day("2031-01-01"), successor: "21005",
        branding: branding,
        agreements: [agreement("2026-01-15"), agreement("2028-01-01", by: "B. Maes")])

    @Test("one is read back with all it has, its agreements in the order of registration", arguments: StoreUnderTest.all)
    func readBack(_ driver: StoreUnderTest) async throws {
        try await driver.run { store, _ in
            try await store.register(Self.brussels)
            try await store.register(Municipality(nis: "63023", name: "Eupen", languages: [.de, .fr], agreement: nil))
            #expect(try await store.municipality(nis: "21004") == Self.brussels)
            #expect(try await store.municipality(nis: "00000") == nil)
            #expect(try await store.municipalities().map(\.nis) == ["21004", "63023"])
            #expect(try await store.municipalities().map(\.agreements.count) == [2, 0])
        }
    }

    @Test("a name of sender and contact that follows those of the languages is read back as one that does", arguments: StoreUnderTest.all)
    func follows(_ driver: StoreUnderTest) async throws {
        func name(_ given: String?) throws -> NameByLanguage {
            try #require(NameByLanguage(given: given, names: [.nl: "Stad", .fr: "Ville"], languages: [.fr, .nl]))
        }
        for given in [nil, "Ville", "City"] {
            let branding = MunicipalityBranding(
                senderName: try name(given), contact: MunicipalityBranding.Contact(name: try name(given), email: "a@b.be", phone: nil))
            let municipality = Municipality(nis: "21004", name: "Brussel", languages: [.fr, .nl], branding: branding, agreements: [])
            try await driver.run { store, _ in
                try await store.register(municipality)
                #expect(try await store.municipality(nis: "21004") == municipality)
                #expect(try await store.municipalities() == [municipality])
                #expect(try await store.municipality(nis: "21004")?.branding.senderName?.name == given ?? "Ville")
            }
        }
    }

    @Test("a change keeps the agreements, and adds what is not in the books", arguments: StoreUnderTest.all)
    func change(_ driver: StoreUnderTest) async throws {
        try await driver.run { store, _ in
            try await store.register(Self.brussels)
            try await store.register(Municipality(nis: "21004", name: "Stad Brussel", languages: [.fr], agreement: nil))
            let changed = Municipality(nis: "21004", name: "Stad Brussel", languages: [.fr], agreements: Self.brussels.agreements)
            #expect(try await store.municipality(nis: "21004") == changed)
            try await store.register(Self.brussels)
            #expect(try await store.municipality(nis: "21004") == Self.brussels)
        }
    }

    /// The newest row is not the one that counts: a renewal is registered before it begins.
    @Test("a renewal that is registered ahead leaves the one in force", arguments: StoreUnderTest.all)
    func renewal(_ driver: StoreUnderTest) async throws {
        try await driver.run { store, clock in
            try await store.register(Self.brussels)
            let found = try await store.municipality(nis: "21004")
            #expect(found?.standing(at: clock.now).current?.agreement.signatory == "A. Peeters")
            #expect(found?.standing(at: Self.day("2028-01-01")).current?.agreement.signatory == "B. Maes")
        }
    }

    @Test("a new one is added once, an agreement only to what is registered", arguments: StoreUnderTest.all)
    func additions(_ driver: StoreUnderTest) async throws {
        try await driver.run { store, clock in
            let terms = Samples(clock).terms()
            let first = try await store.apply(.add(Self.brussels), terms: terms)
            #expect(first == .committed)
            #expect(try await store.apply(.add(Self.brussels), terms: terms) == .exists)
            #expect(try await store.apply(.agreement(Self.agreement("2029-01-01"), nis: "44021"), terms: terms) == .notRegistered)
            for _ in 0..<2 {
                #expect(try await store.apply(.agreement(Self.agreement("2029-01-01"), nis: "21004"), terms: terms) == .committed)
            }
            #expect(try await store.municipality(nis: "21004")?.agreements == Self.brussels.agreements + [Self.agreement("2029-01-01")])
        }
    }

    @Test("an agreement is withdrawn by its number, once or on an earlier day", arguments: StoreUnderTest.all)
    func withdrawal(_ driver: StoreUnderTest) async throws {
        try await driver.run { store, clock in
            let terms = Samples(clock).terms()
            // Rows of another municipality lie between.
            try await store.register(Municipality(nis: "44021", name: "Gent", languages: [.nl], agreement: Self.agreement("2026-01-15")))
            try await store.register(Self.brussels)
            let later = MunicipalityChange.withdrawal(number: 2, nis: "21004", on: Self.day("2026-12-01"))
            #expect(try await store.apply(later, terms: terms) == .committed)
            let second = MunicipalityChange.withdrawal(number: 2, nis: "21004", on: Self.day("2026-11-23"))
            #expect(try await store.apply(second, terms: terms) == .committed)
            #expect(try await store.apply(second, terms: terms) == .noSuchAgreement)
            #expect(try await store.apply(later, terms: terms) == .noSuchAgreement)
            let third = MunicipalityChange.withdrawal(number: 3, nis: "21004", on: Self.day("2026-11-23"))
            #expect(try await store.apply(third, terms: terms) == .noSuchAgreement)
            #expect(try await store.municipality(nis: "21004")?.agreements.map(\.withdrawnOn) == [nil, Self.day("2026-11-23")])
            #expect(try await store.municipality(nis: "44021")?.agreements.map(\.withdrawnOn) == [nil])
        }
    }

    /// What others may do between the reading of a municipality and the commit of a change that was judged by it.
    private static let meanwhile: [MunicipalityChange] = [
        .put([Municipality(nis: "21004", name: "Stad Brussel", languages: [.nl], agreement: nil)]),
        .agreement(agreement("2029-01-01"), nis: "21004"), .withdrawal(number: 1, nis: "21004", on: day("2026-12-01")),
        .add(Municipality(nis: "21005", name: "Etterbeek", languages: [.fr], agreement: nil)),
    ]

    @Test("a change whose basis is another meanwhile writes nothing", arguments: StoreUnderTest.all)
    func outdated(_ driver: StoreUnderTest) async throws {
        for change in Self.meanwhile {
            try await driver.run { store, clock in
                let samples = Samples(clock)
                try await store.register(Self.brussels)
                var basis = MunicipalityBasis()
                basis.note(try await store.municipality(nis: "21004"), nis: "21004")
                basis.note(nil, nis: "21005")
                #expect(try await store.apply(change, terms: samples.terms()) == .committed)
                let (written, entries) = (try await store.municipalities(), try await store.auditEntries(after: 0, limit: 100))
                let record = samples.record(key: [1])
                let others: [MunicipalityChange] = [
                    .put([Self.brussels]), .agreement(Self.agreement("2029-06-01"), nis: "21004"),
                    .withdrawal(number: 2, nis: "21004", on: clock.now),
                    .add(Municipality(nis: "21006", name: "Evere", languages: [.fr], agreement: nil)),
                ]
                for other in others {
                    #expect(try await store.apply(other, basis: basis, terms: samples.terms(record)) == .outdated)
                }
                #expect(try await store.municipalities() == written)
                #expect(try await store.auditEntries(after: 0, limit: 100) == entries)
                // Judged once more it holds, and its Idempotency-Key is still free.
                basis.note(try await store.municipality(nis: "21004"), nis: "21004")
                basis.note(try await store.municipality(nis: "21005"), nis: "21005")
                #expect(try await store.apply(others[3], basis: basis, terms: samples.terms(record)) == .committed)
                // What was answered before is answered again, whatever became of the register.
                basis.note(nil, nis: "21004")
                #expect(try await store.apply(others[3], basis: basis, terms: samples.terms(record)) == .replayed(record))
            }
        }
    }

    @Test("the same Idempotency-Key changes nothing a second time", arguments: StoreUnderTest.all)
    func idempotency(_ driver: StoreUnderTest) async throws {
        try await driver.run { store, clock in
            let samples = Samples(clock)
            let record = samples.record(key: [1])
            let first = try await store.apply(.add(Self.brussels), terms: samples.terms(record))
            #expect(first == .committed)
            #expect(try await store.apply(.add(Self.brussels), terms: samples.terms(record)) == .replayed(record))
            let other = samples.record(key: [1], body: 2)
            #expect(try await store.apply(.add(Self.brussels), terms: samples.terms(other)) == .idempotencyConflict)
            // What was refused leaves no record.
            let third = samples.record(key: [3])
            #expect(try await store.apply(.add(Self.brussels), terms: samples.terms(third)) == .exists)
            let change = MunicipalityChange.put([Self.brussels])
            #expect(try await store.apply(change, terms: samples.terms(third)) == .committed)
        }
    }

    @Test("what changed something is in the audit log, once", arguments: StoreUnderTest.all)
    func acts(_ driver: StoreUnderTest) async throws {
        try await driver.run { store, clock in
            let samples = Samples(clock)
            let terms = samples.terms(samples.record(key: [1]))
            let plain = samples.terms()
            for _ in 0..<2 { _ = try await store.apply(.add(Self.brussels), terms: terms) }
            let changed = Municipality(nis: "21004", name: "Stad Brussel", languages: [.nl, .fr], agreements: [])
            for _ in 0..<2 { _ = try await store.apply(.put([changed, changed]), terms: plain) }
            for _ in 0..<2 { _ = try await store.apply(.withdrawal(number: 2, nis: "21004", on: clock.now), terms: plain) }
            for _ in 0..<2 { _ = try await store.apply(.agreement(Self.agreement("2029-01-01"), nis: "21004"), terms: plain) }
            let entries = try await store.auditEntries(after: 0, limit: 100)
            #expect(
                entries.map { "\($0.action) \($0.details)" } == [
                    "municipality_registered new branding", "agreement_registered ", "agreement_registered ",
                    "municipality_registered changed branding", "agreement_withdrawn number=2", "agreement_registered ",
                ])
            #expect(entries.allSatisfy { $0.actor == samples.actor.text && $0.object == "21004" && $0.municipality == "21004" })
        }
    }

    @Test("a page goes by NIS code, whole municipalities at a time", arguments: StoreUnderTest.all)
    func pages(_ driver: StoreUnderTest) async throws {
        try await driver.run { store, _ in
            let names = ["44021", "11002", "62063", "21004"]
            for nis in names {
                let agreements = (1...3).map { Self.agreement("2026-01-15", by: "\(nis) \($0)") }
                try await store.register(Municipality(nis: nis, name: nis, languages: [.nl], agreements: agreements))
            }
            let first = try await store.municipalities(after: nil, limit: 2)
            #expect(first.map(\.nis) == ["11002", "21004"] && first.allSatisfy { $0.agreements.count == 3 })
            let second = try await store.municipalities(after: "21004", limit: 2)
            #expect(second.map(\.nis) == ["44021", "62063"] && second.map(\.agreements.count) == [3, 3])
            #expect(try await store.municipalities(after: "62063", limit: 2).isEmpty)
        }
    }
}
