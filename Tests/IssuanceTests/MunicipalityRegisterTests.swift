import Issuance
import Mail
import TestKit
import Testing

struct MunicipalityRegisterTests {
    private let store = MemoryStore()
    private let clock = ManualClock()
    private let everywhere = Registrar.localOperator
    private let ghentOnly = Registrar(Caller(apiKey: APIKeyID(high: 1, low: 2), scopes: [.admin], municipality: "44021"))
    private var register: MunicipalityRegister { MunicipalityRegister(store: store, clock: clock) }

    private static func day(_ text: String) -> Instant? { Instant(brusselsDay: text) }

    @Test func `What is left out stays, and an empty text takes it away`() async throws {
        var ghent = MunicipalityRegistration(
            nis: "44021", name: "Gent", nameFR: "Gand", languages: ["nl"], enterpriseNumber: "0123.456.749", validFrom: "2019-01-01")
        let first = try await register.put(ghent).municipality
        #expect(first.names == [.fr: "Gand"] && first.enterpriseNumber?.digits == "0123456749")
        #expect(first.validFrom == Self.day("2019-01-01") && first.agreements.isEmpty)

        ghent = MunicipalityRegistration(nis: "44021", nameDE: "Gent", validUntil: "2030-01-01")
        let second = try await register.change(ghent, by: everywhere).municipality
        #expect(second.name == "Gent" && second.names == [.fr: "Gand", .de: "Gent"] && second.languages == [.nl])
        #expect(second.enterpriseNumber == first.enterpriseNumber && second.validUntil == Self.day("2030-01-01"))

        ghent = MunicipalityRegistration(nis: "44021", nameFR: "", enterpriseNumber: "", validUntil: "")
        let third = try await register.put(ghent).municipality
        #expect(third.names == [.de: "Gent"] && third.enterpriseNumber == nil && third.validUntil == nil)
        #expect(try await store.municipality(nis: "44021") == third)
    }

    @Test func `A name of its own stays, and one that is the first language's follows it`() async throws {
        var brussels = MunicipalityRegistration(nis: "21004", name: "Brussels", nameNL: "Brussel", nameFR: "Bruxelles")
        #expect(try await register.put(brussels).municipality.name == "Brussels")
        brussels = MunicipalityRegistration(nis: "21004", nameNL: "Stad Brussel", enterpriseNumber: "0123.456.749")
        #expect(try await register.put(brussels).municipality.name == "Brussels")
        brussels = MunicipalityRegistration(nis: "21004", name: "")
        #expect(try await register.put(brussels).municipality.name == "Stad Brussel")
        brussels = MunicipalityRegistration(nis: "21004", nameNL: "Brussel")
        #expect(try await register.put(brussels).municipality.name == "Brussel")
    }

    @Test(arguments: [("44021", [Language.nl]), ("21004", [.nl, .fr]), ("63023", [.de, .fr]), ("57096", [.fr, .nl])])
    func `Without languages those of the NIS code are registered`(nis: String, languages: [Language]) async throws {
        let view = try await register.put(MunicipalityRegistration(nis: nis, nameNL: "A", nameFR: "B", nameDE: "C"))
        #expect(view.municipality.languages == languages)
        #expect(view.municipality.name == ["nl": "A", "fr": "B", "de": "C"][languages[0].rawValue])
        #expect(view.standing.state == .none && view.missing.count == 1)
    }

    static let wrong: [(MunicipalityRegistration, [String])] = [
        (.init(nis: "44021"), ["name"]),
        (.init(nis: "44021", name: "Gent", nameFR: "a\u{202E}b", nameDE: "x://y"), ["name_fr", "name_de"]),
        (.init(nis: "44021", name: "Gent", languages: ["fr"], enterpriseNumber: "0123.456.748"), ["languages", "enterprise_number"]),
        (.init(nis: "44021", name: "Gent", validFrom: "2026-02-30", validUntil: "x"), ["valid_from", "valid_until"]),
        (.init(nis: "44021", name: "Gent", validFrom: "2026-02-01", validUntil: "2026-02-01"), ["valid_until"]),
        (.init(nis: "44021", name: "Gent", successor: "44084"), ["successor"]),
        (.init(nis: "44021", name: "Gent", validUntil: "2026-02-01", successor: "44021"), ["successor"]),
        (.init(nis: "44021", name: "Gent", validUntil: "2026-02-01", successor: "4402"), ["successor"]),
        (.init(nis: "44021", name: "Gent", validUntil: "2026-02-01", successor: "44999"), ["successor"]),
        (.init(nis: "44021", name: "Gent", validUntil: "2024-02-01", successor: "44084"), ["successor"]),
        (.init(nis: "44021", name: "Gent", validUntil: "2027-02-01", successor: "44084"), ["successor"]),
    ]

    @Test(arguments: wrong)
    func `Every wrong field is named`(_ registration: MunicipalityRegistration, _ fields: [String]) async throws {
        _ = try await register.put(.init(nis: "44084", name: "Aalter", validFrom: "2025-01-01", validUntil: "2027-01-01"))
        await expect(fields) { _ = try await register.put(registration) }
        #expect(try await store.municipality(nis: "44021") == nil)
    }

    @Test func `A merger names the code that follows`() async throws {
        _ = try await register.put(.init(nis: "44084", name: "Aalter", validFrom: "2025-01-01"))
        let former = try await register.put(.init(nis: "44049", name: "Nevele", validUntil: "2025-01-01", successor: "44084"))
        #expect(former.missing.first == "The NIS code 44049 ended on 2025-01-01; use its successor 44084.")
    }

    @Test func `A credential sees and changes its own municipality alone`() async throws {
        for (nis, name) in [("11002", "Antwerpen"), ("44021", "Gent"), ("62063", "Liège")] {
            _ = try await register.put(.init(nis: nis, name: name))
        }
        let own = try await register.page(after: nil, limit: 10, within: .municipalities(["44021"]))
        #expect(own.municipalities.map(\.municipality.nis) == ["44021"] && own.next == nil)
        #expect(try await register.page(after: "44021", limit: 10, within: .municipalities(["44021"])).municipalities.isEmpty)
        #expect(try await register.show("44021", within: .municipalities(["44021"])).municipality.name == "Gent")
        await expectNotFound { _ = try await register.show("62063", within: .municipalities(["44021"])) }
    }

    @Test func `Who is limited to municipalities changes none, not even his own`() async throws {
        let ghent = try await register.put(.init(nis: "44021", name: "Gent")).municipality
        let agreement = AgreementRegistration(signedOn: "2026-01-15", signatory: "A", function: "mayor")
        let acts: [() async throws -> Void] = [
            { _ = try await register.add(.init(nis: "44021", name: "Gent"), by: ghentOnly, idempotency: nil) },
            { _ = try await register.change(.init(nis: "44021", validUntil: ""), by: ghentOnly) },
            { _ = try await register.change(.init(nis: "62063"), by: ghentOnly) },
            { _ = try await register.add(agreement, to: "44021", by: ghentOnly, idempotency: nil) },
            { _ = try await register.withdraw(number: nil, of: "44021", on: nil, by: ghentOnly) },
        ]
        for (index, act) in acts.enumerated() {
            guard case .forbidden? = await refusal(act) else {
                Issue.record("act \(index) was not refused as forbidden")
                continue
            }
        }
        #expect(try await store.municipalities() == [ghent])
    }

    // MARK: Others at the same time

    @Test func `What others wrote since it was read stays, in an entry and in the books`() async throws {
        _ = try await register.put(.init(nis: "44021", name: "Gent", nameFR: "Gand"))
        let other = Agreement(signedOn: clock.now, signatory: "O", function: "mayor", validFrom: clock.now)
        store.change {
            $0.meanwhile = [
                { $0.rename("44021", "Gand", .de) },
                { $0.municipalities["44021"]?.agreements.append(other) },
            ]
        }
        let changed = try await register.change(.init(nis: "44021", enterpriseNumber: "0123.456.749"), by: everywhere).municipality
        #expect(changed.names == [.fr: "Gand", .de: "Gand"] && changed.enterpriseNumber?.digits == "0123456749")
        #expect(changed.agreements == [other] && store.contents.meanwhile.isEmpty)
        #expect(try await store.municipality(nis: "44021") == changed)
    }

    @Test func `A successor is judged as it is when the change is committed`() async throws {
        for nis in ["44021", "44084"] { _ = try await register.put(.init(nis: nis, name: nis)) }
        store.change {
            $0.meanwhile = [
                {
                    $0.municipalities["44084"] = Municipality(
                        nis: "44084", name: "A", languages: [.nl], validUntil: .distantPast, agreements: [])
                }
            ]
        }
        await expect(["successor"]) {
            _ = try await register.change(.init(nis: "44021", validUntil: "2027-01-01", successor: "44084"), by: everywhere)
        }
        #expect(try await store.municipality(nis: "44021")?.validUntil == nil)
    }

    @Test func `The last place in the books is given once`() async throws {
        let agreements = (1..<Limits.agreements).map {
            Agreement(signedOn: clock.now, signatory: "A\($0)", function: "mayor", validFrom: clock.now)
        }
        try await store.register(Municipality(nis: "44021", name: "Gent", languages: [.nl], agreements: agreements))
        let other = Agreement(signedOn: clock.now, signatory: "O", function: "mayor", validFrom: clock.now)
        store.change { $0.meanwhile = [{ $0.municipalities["44021"]?.agreements.append(other) }] }
        guard case .conflict? = await refusal({ try await signed("2026-01-15") }) else {
            Issue.record("not refused")
            return
        }
        #expect(try await store.municipality(nis: "44021")?.agreements.count == Limits.agreements)
    }

    @Test func `Who always comes second is told so, and has written nothing`() async throws {
        _ = try await register.put(.init(nis: "44021", name: "Gent"))
        store.change {
            $0.meanwhile = (0..<100).map { number in { $0.rename("44021", "N\(number)", .fr) } }
        }
        guard
            case .conflict(let detail)? = await refusal({ _ = try await register.change(.init(nis: "44021", nameDE: "G"), by: everywhere) })
        else {
            Issue.record("not refused")
            return
        }
        #expect(detail.contains("Send the change again"))
        #expect(try await store.municipality(nis: "44021")?.names[.de] == nil)
    }

    @Test func `A page ends with the code that the next one begins after`() async throws {
        for nis in ["44021", "11002", "62063"] { _ = try await register.put(.init(nis: nis, name: nis)) }
        let first = try await register.page(after: nil, limit: 2, within: .everywhere)
        #expect(first.municipalities.map(\.municipality.nis) == ["11002", "44021"] && first.next == "44021")
        let second = try await register.page(after: first.next, limit: 2, within: .everywhere)
        #expect(second.municipalities.map(\.municipality.nis) == ["62063"] && second.next == nil)
    }

    // MARK: Withdrawal

    private func signed(_ from: String, until: String? = nil) async throws {
        _ = try await register.add(
            AgreementRegistration(signedOn: "2026-01-15", signatory: "A", function: "mayor", validFrom: from, validUntil: until),
            to: "44021", by: everywhere, idempotency: nil)
    }

    @Test func `Without a number the agreement in force is withdrawn, else the next`() async throws {
        _ = try await register.put(.init(nis: "44021", name: "Gent"))
        try await signed("2027-06-01")
        try await signed("2026-01-15")
        let first = try await register.withdraw(number: nil, of: "44021", on: nil, by: everywhere)
        #expect(first.municipality.agreements.map(\.withdrawnOn) == [nil, Self.day("2026-11-23")])
        #expect(first.standing.state == .toCome)
        let second = try await register.withdraw(number: nil, of: "44021", on: nil, by: everywhere)
        #expect(second.standing.state == .withdrawn)
        #expect(try await store.municipality(nis: "44021") == second.municipality)
        guard case .conflict? = await refusal({ _ = try await register.withdraw(number: nil, of: "44021", on: nil, by: everywhere) }) else {
            Issue.record("withdrawn twice")
            return
        }
    }

    @Test func `A withdrawal on a later day ends the agreement then`() async throws {
        _ = try await register.put(.init(nis: "44021", name: "Gent"))
        try await signed("2026-01-15")
        let view = try await register.withdraw(number: 1, of: "44021", on: "2026-12-01", by: everywhere)
        #expect(view.standing.state == .inForce && view.municipality.agreements[0].ends == Self.day("2026-12-01"))
        // It can be brought forward, not put off.
        let sooner = try await register.withdraw(number: nil, of: "44021", on: nil, by: everywhere)
        #expect(sooner.standing.state == .withdrawn && sooner.municipality.agreements[0].ends == Self.day("2026-11-23"))
        guard
            case .conflict? = await refusal({
                _ = try await register.withdraw(number: 1, of: "44021", on: "2026-12-01", by: everywhere)
            })
        else {
            Issue.record("put off")
            return
        }
    }

    @Test(
        arguments: [
            (0, nil, "number"), (2, nil, "number"), (.min, nil, "number"), (.max, nil, "number"), (1, "2026-01-14", "withdrawn_on"),
            (1, "2027-01-15", "withdrawn_on"),
            (1, "soon", "withdrawn_on"),
        ] as [(Int, String?, String)])
    func `A wrong withdrawal names its field`(number: Int, day: String?, field: String) async throws {
        _ = try await register.put(.init(nis: "44021", name: "Gent"))
        try await signed("2026-01-15", until: "2027-01-15")
        await expect([field]) { _ = try await register.withdraw(number: number, of: "44021", on: day, by: everywhere) }
    }

    @Test func `The books have room for a hundred agreements`() async throws {
        let agreements = (0..<Limits.agreements).map {
            Agreement(signedOn: clock.now, signatory: "A\($0)", function: "mayor", validFrom: clock.now)
        }
        try await store.register(Municipality(nis: "44021", name: "Gent", languages: [.nl], agreements: agreements))
        guard case .conflict? = await refusal({ try await signed("2026-01-15") }) else {
            Issue.record("not refused")
            return
        }
    }

    private func expect(_ fields: [String], _ act: () async throws -> Void) async {
        let refusal = await refusal(act)
        #expect(refusal?.fields == fields)
    }

    private func expectNotFound(_ act: () async throws -> Void) async {
        let refusal = await refusal(act)
        #expect(refusal == .notFound)
    }
}

extension MemoryStore.Contents {
    fileprivate mutating func rename(_ nis: String, _ name: String, _ language: Language) {
        guard let former = municipalities[nis] else { return }
        municipalities[nis] = Municipality(
            nis: nis, name: former.name, names: former.names.merging([language: name]) { $1 }, languages: former.languages,
            enterpriseNumber: former.enterpriseNumber, validFrom: former.validFrom, validUntil: former.validUntil,
            successor: former.successor, agreements: former.agreements)
    }
}

extension IssuanceRefusal {
    fileprivate var fields: [String] {
        guard case .invalid(let faults) = self else { return [] }
        return faults.map(\.field)
    }
}
