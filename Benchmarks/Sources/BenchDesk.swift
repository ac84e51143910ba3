import Issuance
import Mail
import Queue
import Rendering

/// The issuing half: the service's own issuer over a store of choice, and requests that pass every check.
struct BenchDesk: Sendable {
    static let municipality = Municipality(
        nis: "44021", name: "Gent", languages: [.nl],
        agreement: Agreement(
            signedOn: Instant(seconds: 1_700_000_000), signatory: "A. Peeters", function: "burgemeester",
            validFrom: Instant(seconds: 1_700_000_000)))

    let issuer: Issuer
    let caller: Caller

    init(
        store: any QueueStore & IssuanceStore, keyring: Keyring, seal: AESGCMSeal, catalog: TemplateCatalog, publicURL: String,
        clock: any TimeSource, random: any RandomSource
    ) {
        let unlimited = IssuanceLimits(
            perRecipientPerMinute: 0, perRecipientPerHour: 0, perRecipientPerDay: 0, perKeyPerMinute: 0, perOfficerPerDay: 0,
            perMunicipalityPerDay: 0)
        issuer = Issuer(
            store: store, seal: seal, keyring: keyring, kinds: KindTable(),
            policy: IssuancePolicy(publicURL: publicURL, limits: unlimited), clock: clock, random: random,
            templateVersion: { catalog.versionText(of: $0, languages: $1) }, onLimited: { _ in })
        caller = Caller(apiKey: APIKeyID(high: 1, low: 1), scopes: [.activationsWrite, .codesWrite], municipality: nil)
    }

    /// An activation for a citizen and an address of its own.
    func issueActivation(_ number: Int) async throws {
        let request = ActivationRequest(
            citizenNumber: Self.citizenNumber(number), case: .noEID, email: "l\(number)@example.be", language: .nl,
            municipality: Self.municipality.nis,
            identification: Identification(document: .passport, country: "MA", checkedWith: .prado, result: .notApplicable))
        _ = try await issuer.issueActivation(request, by: caller, idempotency: nil)
    }

    /// A code for an address of its own.
    func issueCode(_ number: Int) async throws {
        let request = CodeRequest(
            recipient: .address(email: "c\(number)@example.be", language: .nl), purpose: "sign-in", binding: "bench-\(number)")
        _ = try await issuer.issueCode(request, by: caller, idempotency: nil)
    }

    /// Births of the last century; 33 million of them before one comes again.
    private static func citizenNumber(_ number: Int) -> String {
        let counter = number % 998 + 1
        let day = number / 998 % 28 + 1
        let month = number / 27_944 % 12 + 1
        let year = number / 335_328 % 100
        let first = ((year * 100 + month) * 100 + day) * 1_000 + counter
        return padded(first, to: 9) + padded(97 - first % 97, to: 2)
    }

    private static func padded(_ number: Int, to digits: Int) -> String {
        let text = String(number)
        return String(repeating: "0", count: max(0, digits - text.count)) + text
    }
}
