import API
import Console
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Issuance
import Logging
import Mail
import NIOCore
import Queue
import StoreSQLite
import TestKit
import Testing

/// The whole service behind its router: the real issuer over SQLite in memory, a clock set by hand and seeded randomness.
final class Service: Sendable {
    static let publicURL = "https://sleutels.example.be"
    static let number = "70010199762"

    let store: SQLiteStore
    let clock = ManualClock()
    let seal: AESGCMSeal
    let keyring: Keyring
    let keys: APIKeyRegistry
    let grants: GrantRegistry
    let tokens = KnownTokens()
    let probe = Probe()
    let admission = Admission()
    let events: EventStreams
    let lines = LogLines()
    let limited = LimitListener()
    /// What the executable keeps in memory of municipalities.
    let brands = KnownBrands()
    let services: APIServices
    let routes: [Route]
    let problemPage: ProblemPage
    let links: SignInLinks
    let operation = OperationUnderTest()
    let console: ConsoleServices
    let key: String

    /// - Parameters:
    ///   - scopes: Of the key that ``ask(_:_:body:key:headers:)`` presents.
    ///   - pause: How the page waits before it answers who asks for a new link.
    ///   - streams: How many event streams there may be, and for how long.
    ///   - queue: What reads and operates the messages in the store's place.
    ///   - seed: Another one where a service starts on what a former one left: no identifier comes twice.
    init(
        scopes: Set<APIKey.Scope> = [.activationsWrite, .codesWrite, .messagesRead], municipality: String? = nil,
        limits: IssuanceLimits = IssuanceLimits(), location: StoreLocation = .memory, seed: UInt64 = 7,
        fronts: [Front] = [], streams: EventStreamBounds = EventStreamBounds(), queue: (SQLiteStore) -> any QueueStore = { $0 },
        pause: @escaping @Sendable (Duration) async throws -> Void = { _ in },
        contact: ContactDetails = ContactDetails(name: "Servicedesk", email: "help@example.be", phone: "+32 (0)4 123 45 67")
    ) async throws {
        let random = SeededRandom(seed: seed)
        let changes = ChangeHub()
        store = try SQLiteStore.open(
            at: location, clock: clock, logger: Logger(label: "store") { _ in SwiftLogNoOpLogHandler() }, audit: .sample,
            changes: changes)
        events = EventStreams(bounds: streams, changes: changes, pause: { [clock] in try await clock.pause(for: $0) })
        keyring = try Keyring(masterKey: Secret([UInt8](repeating: 9, count: 32)))
        seal = AESGCMSeal(keyring: keyring, random: random)
        keys = APIKeyRegistry(store: store, clock: clock, random: random)
        grants = GrantRegistry(store: store, keyring: keyring, seal: seal, issuer: Self.issuer, clock: clock, random: random)
        let issuer = Issuer(
            store: store, seal: seal, keyring: keyring, kinds: KindTable(),
            policy: IssuancePolicy(publicURL: Self.publicURL, limits: limits, fronts: fronts), clock: clock, random: random,
            templateVersion: { kind, languages in "\(kind)-\(languages.language.rawValue)" },
            onLimited: { [limited] in limited.refused($0) })
        services = APIServices(
            issuer: issuer, apiKeys: keys, grants: grants, tokens: tokens, queue: queue(store), clock: clock, readiness: probe,
            relays: probe,
            pauses: probe,
            admission: admission, events: events, kinds: KindTable(), metricsText: { "postduif_up 1\n" }, publicURL: Self.publicURL,
            openAPI: try OpenAPIFile.bytes())
        links = SignInLinks(publicURL: Self.publicURL, clock: clock, random: random)
        console = ConsoleServices(
            api: services, sessions: SessionStore(clock: clock, random: random), signIn: .links(links), contact: contact,
            sender: SenderDetails(name: "Burgerzaken", address: "no-reply@example.be"), subject: { "Lien (réf. \($0.reference))" },
            random: random, operation: try operation.services(store: store, clock: clock))
        routes =
            citizenPages(
                issuer: issuer, contact: contact, publicURL: Self.publicURL, admission: admission, pause: pause,
                branding: { [brands] in brands[$0] })
            + publicFiles(securityEmail: "security@example.be", publicURL: Self.publicURL, clock: clock)
            + startCardPages(
                issuer: issuer, contact: contact, sender: SenderDetails(name: "Burgerzaken", address: "no-reply@example.be"),
                publicURL: Self.publicURL, subject: { "Lien (réf. \($0.reference))" })
            + consolePages(console)
        problemPage = consoleProblemPage(
            console,
            otherwise: citizenProblemPage(
                issuer: issuer, contact: contact, publicURL: Self.publicURL, admission: admission, branding: { [brands] in brands[$0] }))
        key = try await keys.create(name: "front", scopes: scopes, municipality: municipality).1.revealText()
        let agreement = Agreement(
            signedOn: clock.now - .seconds(86_400), signatory: "A. Maire", function: "bourgmestre", validFrom: clock.now - .seconds(86_400))
        try await store.register(Municipality(nis: "62063", name: "Liège", languages: [.fr], agreement: agreement))
        try await store.register(Municipality(nis: "11002", name: "Antwerpen", languages: [.nl], agreement: agreement))
        try await store.register(Municipality(nis: "44021", name: "Gent", languages: [.nl], agreement: nil))
    }

    deinit { store.close() }

    /// Asks with the service's key, a body and `application/json` unless told otherwise.
    func ask(
        _ method: HTTPRequest.Method, _ path: String, body: String? = nil, key: String?? = nil, headers: HTTPFields = [:]
    ) async throws -> Reading {
        try await ask(method, path, bytes: body.map { Array($0.utf8) }, key: key, headers: headers)
    }

    func ask(
        _ method: HTTPRequest.Method, _ path: String, bytes: [UInt8]?, key: String?? = nil, headers: HTTPFields = [:], admin: Bool = false
    ) async throws -> Reading {
        var fields = headers
        if let presented = key ?? self.key { fields[.authorization] = "Bearer \(presented)" }
        if bytes != nil, fields[.contentType] == nil { fields[.contentType] = "application/json" }
        let sent = fields
        let logger = Logger(label: "http") { _ in self.lines }
        let router = admin ? makeAdminRouter(services) : makeRouter(services, pages: routes, problemPage: problemPage)
        return try await Application(router: router, logger: logger).test(.router) { client in
            let response = try await client.execute(
                uri: path, method: method, headers: sent, body: bytes.map { ByteBuffer(bytes: $0) })
            return Reading(status: response.status.code, headers: response.headers, bytes: Array(buffer: response.body))
        }
    }

    /// Sends the citizen's form.
    func send(_ form: String, to path: String, headers: HTTPFields = [:]) async throws -> Reading {
        var headers = headers
        if headers[.contentType] == nil { headers[.contentType] = "application/x-www-form-urlencoded" }
        return try await ask(.post, path, bytes: Array(form.utf8), key: .some(nil), headers: headers)
    }

    /// What the newest mail of a kind says, opened as the sending half does.
    func newestMail(_ kind: String) async throws -> QueueContent {
        let owner = LeaseOwner(token: 5)
        let leases = try await store.lease(
            [.code: 50, .link: 50, .notice: 50], owner: owner, now: clock.now, until: clock.now + .seconds(60))
        try await store.giveBack(leases.map(\.row), owner: owner, now: clock.now)
        let newest = try #require(leases.filter { $0.entry.kind == kind }.max { $0.row < $1.row })
        return try seal.content(of: newest.entry)
    }

    /// The token of the newest link.
    func newestToken() async throws -> String {
        guard case .link(let link)? = try await newestMail(KindTable.activationLink).variables["link"] else { throw Missing.link }
        #expect(link.hasPrefix(Self.publicURL + "/a/"))
        return String(link.dropFirst(Self.publicURL.utf8.count + 3))
    }

    func newestCode() async throws -> String {
        guard case .code(let code)? = try await newestMail(KindTable.oneTimeCode).variables["code"] else { throw Missing.code }
        return code
    }

    /// Issues an activation in a language that its municipality may use.
    func issued(
        _ language: String = "fr", email: String = "jan.peeters@example.be"
    ) async throws -> (id: String, code: String, token: String) {
        let municipality = language == "nl" ? "11002" : language == "de" ? "63023" : "62063"
        if language == "de" {
            let agreement = Agreement(signedOn: clock.now, signatory: "B", function: "Bürgermeister", validFrom: clock.now)
            try await store.register(Municipality(nis: "63023", name: "Eupen", languages: [.de, .fr], agreement: agreement))
        }
        let answer = try await ask(
            .post, "/v1/activations", body: Bodies.activation(language: language, municipality: municipality, email: email))
        #expect(answer.status == 201, "\(answer.text)")
        return (try answer.string("id"), try answer.string("activation_code"), try await newestToken())
    }

    /// How an activation stands in the store.
    func stored(_ id: String) async throws -> Activation {
        let id = try #require(ActivationID(id))
        return try #require(try await store.activation(id))
    }

    enum Missing: Error { case link, code }
}
