import Issuance
import Mail
import TestKit
import Testing

struct RegistrationTests {
    private let now = Instant(seconds: 1_795_435_200)  // 2026-11-23T12:00Z

    @Test(arguments: [
        ("21001", [Language.nl, .fr]), ("21019", [.nl, .fr]), ("23098", [.nl, .fr]), ("23002", [.nl]), ("25005", [.fr]),
        ("11002", [.nl]), ("31005", [.nl]), ("44021", [.nl]), ("52011", [.fr]), ("62063", [.fr]), ("63023", [.de, .fr]),
        ("63049", [.fr, .de]), ("63080", [.fr, .de]), ("71022", [.nl]), ("73109", [.nl, .fr]), ("82003", [.fr]),
        ("92094", [.fr]), ("57096", [.fr, .nl]), ("51067", [.fr, .nl]), ("45041", [.nl, .fr]),
    ])
    func `A municipality's languages follow its NIS code`(nis: String, languages: [Language]) throws {
        #expect(LanguageRules.languages(of: try #require(NISCode(nis))) == languages)
    }

    @Test func `Twenty-seven municipalities have facilities or German, nineteen are in Brussels`() throws {
        let bilingual = (10_000...99_999).filter { NISCode(String($0)).map(LanguageRules.languages(of:))?.count == 2 }
        #expect(bilingual.filter { $0 / 1_000 != 21 }.count == 27)
    }

    @Test(arguments: ["01000", "6206", "620630", "6206a", "٦٢٠٦٣"])
    func `What is no NIS code is refused`(text: String) {
        #expect(NISCode(text) == nil)
    }

    @Test(arguments: ["0999.999.922", "0999.999.823", "1999.999.943", "0123.456.749", "123456749", "BE 0123 456 749"])
    func `Enterprise numbers are accepted`(text: String) throws {
        #expect(try #require(EnterpriseNumber(text)).digits.count == 10)
    }

    @Test(arguments: ["0999.999.923", "2999.999.943", "0000000000", "12345678", "", "0123.456.74x"])
    func `Wrong enterprise numbers are refused`(text: String) {
        #expect(EnterpriseNumber(text) == nil)
    }

    @Test func `A registration becomes a municipality with its agreement`() throws {
        let digest = String(repeating: "AB", count: 32)
        let registration = MunicipalityRegistration(
            nis: "62063", name: " Liège ", languages: ["fr"],
            agreement: AgreementRegistration(
                signedOn: "2026-01-15", signatory: "A. Maire", function: "bourgmestre", documentDigest: digest))
        let municipality = try registration.municipality(now: now)
        #expect(municipality.name == "Liège" && municipality.languages == [.fr])
        let agreement = try #require(municipality.agreements.first)
        #expect(agreement.isInForce(at: now) && agreement.validFrom == Instant(brusselsDay: "2026-01-15"))
        #expect(agreement.documentDigest == digest.lowercased())
    }

    @Test(arguments: [[], ["en"], ["nl"], ["fr", "fr"], ["FR"]])
    func `Only the languages of the region may be registered`(languages: [String]) {
        #expect(faults(MunicipalityRegistration(nis: "62063", name: "Liège", languages: languages)) == ["languages"])
    }

    @Test func `Every wrong field is named at once`() {
        let registration = MunicipalityRegistration(
            nis: "x", name: " ", languages: ["fr"],
            agreement: AgreementRegistration(
                signedOn: "2026-11-24", signatory: "", function: "a\u{202E}b", documentDigest: "00", validFrom: "2026-12-01",
                validUntil: "2026-12-01"))
        #expect(
            faults(registration) == [
                "nis", "name", "agreement.signed_on", "agreement.signatory", "agreement.function", "agreement.document_digest",
                "agreement.valid_until",
            ])
    }

    @Test func `API keys are known by their text until they are revoked`() async throws {
        let store = MemoryStore()
        let registry = APIKeyRegistry(store: store, clock: ManualClock(), random: SeededRandom(seed: 8))
        let (key, text) = try await registry.create(name: "front", scopes: [.codesWrite], municipality: "62063")
        let caller = try #require(registry.caller(for: text))
        #expect(caller == Caller(apiKey: key.id, scopes: [.codesWrite], municipality: "62063"))
        #expect(registry.caller(for: APIKeyText(random: SeededRandom(seed: 9)).text) == nil)
        #expect(registry.caller(for: Secret("pdk_x")) == nil)

        let second = APIKeyRegistry(store: store, clock: ManualClock(), random: SeededRandom(seed: 10))
        #expect(second.caller(for: text) == nil)
        try await second.reload()
        #expect(second.caller(for: text) == caller)

        #expect(try await registry.revoke(key.id))
        #expect(try await registry.revoke(key.id) == false)
        #expect(registry.caller(for: text) == nil && registry.keys.map(\.id) == [key.id])
        try await second.reload()
        #expect(second.caller(for: text) == nil)
    }

    private func faults(_ registration: MunicipalityRegistration) -> [String] {
        do {
            _ = try registration.municipality(now: now)
            return []
        } catch {
            guard case .invalid(let faults) = error else { return [] }
            return faults.map(\.field)
        }
    }
}
