import API
import Issuance
import Logging
import Mail

/// What signing in comes to in one configuration.
struct SignIn: Sendable {
    /// Whose subjects are given roles; `nil`: nobody can sign in.
    let issuer: String?
    let tokens: (any TokenVerifying)?
    let keys: KeySetCache?
    /// For browsers; `nil`: not with the issuer.
    let codeFlow: CodeFlowClient?

    /// Nobody signs in.
    static let none = SignIn(issuer: nil, tokens: nil, keys: nil, codeFlow: nil)

    /// The issuer that a configuration names.
    static func issuer(_ oidc: Configuration.OIDC) -> String? {
        oidc.issuer ?? (oidc.local ? LocalIssuer.name : nil)
    }

    /// Reads the keys: what is wrong with a file stops the start, an issuer that does not answer now may do so later.
    static func prepare(
        _ configuration: Configuration, clock: any TimeSource, random: some RandomSource, logger: Logger
    ) async throws -> SignIn {
        let oidc = configuration.oidc
        if oidc.local {
            let local = try await LocalIssuer.open(directory: configuration.queue.directory, random: random)
            let keys = KeySetCache(source: local, clock: clock, logger: logger)
            _ = try await keys.load()
            return try SignIn(oidc, issuer: LocalIssuer.name, audience: LocalIssuer.audience, keys: keys, clock: clock, logger: logger)
        }
        guard let issuer = oidc.issuer, let audience = oidc.audience, let place = oidc.keys else { return .none }
        let keys = KeySetCache(source: source(place), clock: clock, logger: logger)
        do throws(KeySetFault) { _ = try await keys.load() } catch {
            if case .file = place { throw StartFault("'oidc.jwks_file': \(error)") }
            logger.warning("the issuer's keys were not fetched; nobody can sign in yet", metadata: ["oidc.fault": "\(error)"])
        }
        return try SignIn(oidc, issuer: issuer, audience: audience, keys: keys, clock: clock, logger: logger)
    }

    static func source(_ keys: Configuration.OIDC.Keys) -> any KeySetSource {
        switch keys {
        case .file(let path): KeySetFile(path: path, files: FileSystem())
        case .url(let url): KeySetEndpoint(url: url, pause: Pause.task)
        }
    }

    private init(issuer: String?, tokens: (any TokenVerifying)?, keys: KeySetCache?, codeFlow: CodeFlowClient?) {
        self.issuer = issuer
        self.tokens = tokens
        self.keys = keys
        self.codeFlow = codeFlow
    }

    private init(
        _ oidc: Configuration.OIDC, issuer: String, audience: String, keys: KeySetCache, clock: any TimeSource, logger: Logger
    ) throws(StartFault) {
        let rules = TokenRules(issuer: issuer, audience: audience, algorithms: oidc.algorithms, clockSkew: oidc.clockSkew)
        self.init(
            issuer: issuer, tokens: TokenVerifier(rules: rules, keys: keys, clock: clock, logger: logger), keys: keys,
            codeFlow: try Self.codeFlow(oidc, keys: keys, clock: clock, logger: logger))
    }

    private static func codeFlow(
        _ oidc: Configuration.OIDC, keys: KeySetCache, clock: any TimeSource, logger: Logger
    ) throws(StartFault) -> CodeFlowClient? {
        guard let issuer = oidc.issuer, let client = oidc.client else { return nil }
        var secret: Secret?
        if let file = client.secretFile { secret = try SecretFile.read(file, key: "oidc.client_secret_file", from: FileSystem()) }
        let rules = TokenRules(
            issuer: issuer, audience: client.id, algorithms: oidc.algorithms, clockSkew: oidc.clockSkew, types: IDTokenCheck.types)
        return CodeFlowClient(
            issuer: issuer, client: client, secret: secret,
            check: IDTokenCheck(verifier: TokenVerifier(rules: rules, keys: keys, clock: clock, logger: logger)), pause: Pause.task,
            logger: logger)
    }
}
