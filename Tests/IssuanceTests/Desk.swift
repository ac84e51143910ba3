import Issuance
import Mail
import Queue
import TestKit

/// A counter with its issuer, store, clock and credential, ready to issue.
struct Desk: Sendable {
    static let number = "70010199762"
    static let bisNumber = "85472899783"
    static let address = "jan.peeters@example.be"

    let store = MemoryStore()
    let clock = ManualClock()
    let random = SeededRandom(seed: 42)
    let seal: AESGCMSeal
    let keyring: Keyring
    let issuer: Issuer
    let caller = Caller(apiKey: APIKeyID(high: 1, low: 1), scopes: [.activationsWrite, .codesWrite], municipality: nil)
    let stranger = Caller(apiKey: APIKeyID(high: 1, low: 2), scopes: [.activationsWrite, .codesWrite], municipality: "11002")

    init(
        limits: IssuanceLimits = IssuanceLimits(), profile: KindTable.Profile = .lra, withoutTemplates: Set<String> = [],
        linkLifetime: Duration? = nil, municipalDomains: Set<String> = [], fronts: [Front] = []
    ) throws {
        var kinds = KindTable(profile: profile)
        if let linkLifetime { kinds[KindTable.activationLink]?.lifetime = linkLifetime }
        keyring = try Keyring(masterKey: Secret([UInt8](repeating: 7, count: 32)))
        seal = AESGCMSeal(keyring: keyring, random: random)
        issuer = Issuer(
            store: store, seal: seal, keyring: keyring, kinds: kinds,
            policy: IssuancePolicy(
                publicURL: "https://sleutels.example.be/",
                activationCodeLifetime: IssuancePolicy.activationCodeLifetime(profile: profile), limits: limits,
                municipalDomains: municipalDomains, fronts: fronts),
            clock: clock, random: random,
            templateVersion: { kind, languages in
                withoutTemplates.contains(kind) ? nil : "\(kind)-\(languages.blocks.map(\.rawValue).joined(separator: "+"))-1"
            },
            onLimited: { [store] limit in store.change { $0.limited.append(limit) } })
        let agreement = Agreement(
            signedOn: clock.now - .seconds(86_400), signatory: "A. Maire", function: "bourgmestre",
            validFrom: clock.now - .seconds(86_400))
        add(Municipality(nis: "62063", name: "Liège", languages: [.fr], agreement: agreement))
    }

    func add(_ municipality: Municipality) {
        store.change { $0.municipalities[municipality.nis] = municipality }
    }

    func request(_ change: (inout ActivationRequest) -> Void = { _ in }) -> ActivationRequest {
        var request = ActivationRequest(
            citizenNumber: Self.number, case: .noEID, email: Self.address, language: .fr, municipality: "62063",
            identification: Identification(document: .passport, country: "MA", checkedWith: .prado, result: .notApplicable))
        change(&request)
        return request
    }

    /// Issues, or gives the refusal.
    func issue(_ request: ActivationRequest, by caller: Caller? = nil) async throws -> IssuedActivation {
        try fresh(try await issuer.issueActivation(request, by: caller ?? self.caller, idempotency: nil))
    }

    func issueCode(_ request: CodeRequest, by caller: Caller? = nil) async throws -> IssuedCode {
        try fresh(try await issuer.issueCode(request, by: caller ?? self.caller, idempotency: nil))
    }

    func codeRequest(lifetime: Duration? = nil) -> CodeRequest {
        CodeRequest(
            recipient: .address(email: Self.address, language: .nl), purpose: "sign-in", binding: "session-1", lifetime: lifetime)
    }

    /// What the newest mail says, opened as the sending half does.
    func newestMail() throws -> (entry: QueueEntry, content: QueueContent) {
        guard let entry = store.contents.mails.last else { throw Missing.mail }
        return (entry, try seal.content(of: entry))
    }

    /// The link token of the newest mail.
    func newestToken() throws -> Secret {
        guard case .link(let link)? = try newestMail().content.variables["link"] else { throw Missing.mail }
        return Secret(String(link.dropFirst("https://sleutels.example.be/a/".count)))
    }

    /// The one-time code of the newest mail.
    func newestCode() throws -> Secret {
        guard case .code(let code)? = try newestMail().content.variables["code"] else { throw Missing.mail }
        return Secret(code)
    }

    private func fresh<Issued>(_ answer: Answer<Issued>) throws -> Issued {
        guard case .fresh(let issued) = answer else { throw Missing.freshAnswer }
        return issued
    }

    enum Missing: Error { case mail, freshAnswer }
}
