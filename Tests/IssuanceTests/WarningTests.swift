import Issuance
import Mail
import Queue
import TestKit
import Testing

struct WarningTests {
    private func warnings(_ desk: Desk, _ request: ActivationRequest) async -> [IssuanceWarning] {
        guard case .warnings(let warnings)? = await refusal({ _ = try await desk.issue(request) }) else { return [] }
        return warnings
    }

    /// A national register number of another citizen.
    private static let otherNumber = "70010199861"

    @Test func `An address that serves another citizen is asked about, wherever he lives, and nobody is named`() async throws {
        let desk = try Desk()
        let agreement = Agreement(
            signedOn: desk.clock.now, signatory: "B", function: "burgemeester", validFrom: desk.clock.now - .seconds(86_400))
        desk.add(Municipality(nis: "11002", name: "Antwerpen", languages: [.nl], agreement: agreement))
        let first = try await desk.issue(desk.request())
        let request = desk.request {
            $0.citizenNumber = Secret(Self.otherNumber)
            $0.email = "JAN.Peeters@example.be"
            $0.language = .nl
            $0.municipality = "11002"
        }
        let found = await warnings(desk, request)
        #expect(found.map(\.code) == ["address_of_another_citizen"] && found.map(\.field) == ["email"])
        for secret in ["jan", "Jan", first.id.description, "62063", "Liège", Desk.number] { #expect(!found[0].detail.contains(secret)) }
        var confirmed = request
        confirmed.confirmWarnings = ["address_of_another_citizen"]
        let second = try await desk.issue(confirmed)
        #expect(desk.store.contents.activations[second.id]?.evidence.confirmedWarnings == ["address_of_another_citizen"])
    }

    @Test func `The address of a key in force serves its citizen too, and not once the key has ended`() async throws {
        let desk = try Desk()
        let issued = try await desk.issue(desk.request())
        let redeemed = try await desk.issuer.redeem(token: try desk.newestToken(), code: issued.activationCode, by: nil)
        let request = desk.request { $0.citizenNumber = Secret(Self.otherNumber) }
        #expect(await warnings(desk, request).map(\.code) == ["address_of_another_citizen"])
        desk.store.change { $0.keys[redeemed.keyID] = nil }
        #expect(await warnings(desk, request).isEmpty)
    }

    @Test func `The citizen's own address is nobody else's`() async throws {
        let desk = try Desk()
        _ = try await desk.issue(desk.request())
        #expect(await warnings(desk, desk.request()).isEmpty)
    }

    @Test func `A correction is asked about other citizens too`() async throws {
        let desk = try Desk()
        _ = try await desk.issue(desk.request())
        let other = try await desk.issue(
            desk.request {
                $0.citizenNumber = Secret(Self.otherNumber)
                $0.email = "els@example.be"
            })
        let answer = await refusal {
            _ = try await desk.issuer.correctActivation(
                other.id, email: Desk.address, confirmWarnings: [], by: desk.caller, idempotency: nil)
        }
        guard case .warnings(let found)? = answer else {
            Issue.record("no warning")
            return
        }
        #expect(found.map(\.code) == ["address_of_another_citizen"])
    }

    /// A caller whose token has an address.
    private func officer(_ desk: Desk, _ address: String) -> Caller {
        Caller(
            .person(PersonID(high: 1, low: 1)), scopes: [.activationsWrite], reach: .everywhere,
            address: desk.keyring.hmac(.address, Array(address.utf8)))
    }

    @Test func `An officer is asked about the own address, and by a correction too`() async throws {
        let desk = try Desk()
        let officer = officer(desk, Desk.address)
        let request = desk.request { $0.email = "Jan.Peeters@Example.be" }
        guard case .warnings(let found)? = await refusal({ _ = try await desk.issue(request, by: officer) }) else {
            Issue.record("no warning")
            return
        }
        #expect(found.map(\.code) == ["address_of_officer"] && found.map(\.field) == ["email"])
        let detail = try #require(found.first).detail
        #expect(detail.contains("your own") && !detail.contains("@"))
        let issued = try await desk.issue(desk.request { $0.email = "an.claes@example.be" }, by: officer)
        let corrected = await refusal {
            _ = try await desk.issuer.correctActivation(
                issued.id, email: Desk.address, confirmWarnings: [], by: officer, idempotency: nil)
        }
        guard case .warnings(let again)? = corrected else {
            Issue.record("no warning")
            return
        }
        #expect(again.map(\.code) == ["address_of_officer"])
        // Nobody's own: a front, and a token without an address.
        #expect(await warnings(desk, request).isEmpty)
    }

    @Test func `The address of a person with a role in force is asked about, and names nobody`() async throws {
        let desk = try Desk()
        let person = Person(
            id: PersonID(high: 1, low: 1), subject: [1], sealedName: [2], created: desk.clock.now,
            address: desk.keyring.hmac(.address, Array(Desk.address.utf8)))
        let grant = Grant(
            id: GrantID(high: 1, low: 1), person: person.id, role: .auditor, municipality: "11002", validFrom: desk.clock.now,
            validUntil: desk.clock.now + .seconds(60), givenBy: .localOperator, given: desk.clock.now)
        desk.store.change { $0.grants = [PersonGrant(grant: grant, person: person)] }
        let found = await warnings(desk, desk.request())
        #expect(found.map(\.code) == ["address_of_officer"])
        let detail = try #require(found.first).detail
        for secret in ["jan", "Jan", "11002", "psn_"] { #expect(!detail.contains(secret)) }
        var confirmed = desk.request()
        confirmed.confirmWarnings = ["address_of_officer"]
        let issued = try await desk.issue(confirmed)
        #expect(desk.store.contents.activations[issued.id]?.evidence.confirmedWarnings == ["address_of_officer"])
        desk.clock.advance(by: .seconds(60))
        #expect(await warnings(desk, desk.request()).isEmpty)
    }

    @Test(
        arguments: [
            ("jan@gent.be", ["address_of_municipality"]), ("jan@mail.GENT.be", ["address_of_municipality"]), ("jan@vangent.be", []),
            ("jan@gent.be.example", []), ("info@example.be", ["address_shared"]), ("Burger.Zaken@example.be", ["address_shared"]),
            ("etat-civil@example.be", ["address_shared"]), ("bürgerdienst@example.be", ["address_shared"]),
            ("info@gent.be", ["address_of_municipality", "address_shared"]), ("infos@example.be", []), ("jan.info@example.be", []),
            ("jan@gmail.con", ["address_mistyped"]), ("jan@example.be", []),
        ] as [(String, [String])])
    func `Addresses of municipalities and offices are asked about`(email: String, codes: [String]) async throws {
        let desk = try Desk(municipalDomains: ["gent.be"])
        #expect(await warnings(desk, desk.request { $0.email = email }).map(\.code) == codes)
    }

    @Test func `A second pending activation of a citizen is issued, and the first one named`() async throws {
        let desk = try Desk()
        let first = try await desk.issue(desk.request())
        #expect(first.warnings.isEmpty)
        let second = try await desk.issue(desk.request { $0.email = "jan@example.com" })
        #expect(second.warnings.map(\.code) == ["activation_pending"] && second.warnings.map(\.field) == ["citizen_number"])
        #expect(second.warnings[0].detail.contains(first.id.description))
        #expect(desk.store.contents.activations[second.id]?.evidence.confirmedWarnings == [])
        desk.clock.advance(by: .seconds(14 * 86_400))
        #expect(try await desk.issue(desk.request()).warnings.isEmpty)
    }

    @Test(arguments: [("BE", true), ("XK", true), ("AX", true), ("XX", false), ("UK", false), ("EU", false), ("be", false), ("", false)])
    func `A document's country is one of ISO 3166-1`(country: String, passes: Bool) async throws {
        let desk = try Desk()
        let request = desk.request {
            $0.identification = Identification(document: .passport, country: country, checkedWith: .none, result: .notApplicable)
        }
        let answer = await refusal { _ = try await desk.issue(request) }
        #expect((answer == nil) == passes)
        if case .invalid(let faults)? = answer { #expect(faults.map(\.field) == ["identification.country"]) }
    }

    @Test func `Nobody has an eID with a BIS number`() async throws {
        let desk = try Desk()
        let request = desk.request {
            $0.case = .eidUnusable
            $0.citizenNumber = Secret(Desk.bisNumber)
        }
        guard case .invalid(let faults)? = await refusal({ _ = try await desk.issue(request) }) else {
            Issue.record("not refused")
            return
        }
        #expect(faults.map(\.field) == ["citizen_number"])
    }

    /// Born on 28 July 1985; then with the day unknown, and with month and day unknown.
    @Test(
        arguments: [
            ("85472899783", "1985-07-27", false), ("85472899783", "1985-07-28", true), ("85472899783", "2026-11-02", true),
            (Desk.bis("854700997"), "1985-06-30", false), (Desk.bis("854700997"), "1985-07-01", true),
            (Desk.bis("854000997"), "1984-12-31", false), (Desk.bis("854000997"), "1985-01-01", true),
        ])
    func `A registration does not lie before the birth`(number: String, registered: String, passes: Bool) async throws {
        let desk = try Desk()
        let request = desk.request {
            $0.case = .noNumber
            $0.citizenNumber = Secret(number)
            $0.bisRegisteredOn = registered
        }
        let answer = await refusal { _ = try await desk.issue(request) }
        #expect((answer == nil) == passes)
        if case .invalid(let faults)? = answer { #expect(faults.map(\.field) == ["bis_registered_on"]) }
    }
}

extension Desk {
    /// A number of the last century out of its first nine digits.
    fileprivate static func bis(_ first: String) -> String {
        let check = 97 - (Int(first) ?? 0) % 97
        return first + (check < 10 ? "0" : "") + String(check)
    }
}
