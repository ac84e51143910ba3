import API
import Console
import FoundationEssentials
import Issuance
import Logging
import Mail
import Synchronization

/// The authorization code flow with the configured issuer: asks it where its endpoints are, and takes codes there for ID tokens.
final class CodeFlowClient: AuthorizationCodeFlow {
    /// How long an issuer's document is believed before it is asked again.
    static let age: Duration = .seconds(3_600)
    /// How long it is believed where the issuer does not tell anew.
    static let longest: Duration = .seconds(86_400)
    /// How long an issuer that did not tell is not asked again: whoever opens the page can make us ask.
    static let rest: Duration = .seconds(5)
    /// Of that document, and of an answer to a code.
    static let octets = 64 * 1_024

    private let issuer: String
    private let client: Configuration.OIDC.Client
    private let secret: Secret?
    private let check: IDTokenCheck
    private let http: IssuerHTTP
    private let logger: Logger
    private let discovery = Mutex(Discovery())

    private struct Discovery: Sendable {
        var known: (metadata: IssuerMetadata, at: Duration)?
        var restsUntil: Duration?
        /// Under way; all who need it wait for this one.
        var asking: Task<Result<IssuerMetadata, SignInFault>, Never>?
    }

    /// - Parameter secret: The client's; `nil` for a public client, which PKCE alone protects.
    init(
        issuer: String, client: Configuration.OIDC.Client, secret: Secret?, check: IDTokenCheck,
        pause: @escaping @Sendable (Duration) async throws -> Void, logger: Logger
    ) {
        self.issuer = issuer
        self.client = client
        self.secret = secret
        self.check = check
        self.logger = logger
        http = IssuerHTTP(pause: pause)
    }

    func authorizationURL(_ request: SignInRequest) async throws(SignInFault) -> String {
        let endpoint = try await metadata().authorizationEndpoint
        var fields = [
            ("response_type", "code"), ("client_id", client.id), ("redirect_uri", request.redirectURI), ("scope", client.scopes),
            ("state", request.state), ("nonce", request.nonce), ("code_challenge", request.challenge), ("code_challenge_method", "S256"),
            ("ui_locales", request.language.rawValue),
        ]
        if request.isAskedAnew { fields.append(("prompt", "login")) }
        return Self.address(endpoint, fields)
    }

    func signOutURL(_ request: SignOutRequest) async -> String? {
        guard client.signOut == .issuer, let endpoint = (try? await metadata())?.endSessionEndpoint else { return nil }
        let hint = request.idToken.map { [("id_token_hint", $0.revealText())] } ?? []
        let fields = [
            ("client_id", client.id), ("post_logout_redirect_uri", request.redirectURI), ("state", request.state),
            ("ui_locales", request.language.rawValue),
        ]
        return Self.address(endpoint, hint + fields)
    }

    private static func address(_ endpoint: String, _ fields: [(String, String)]) -> String {
        endpoint + (endpoint.contains("?") ? "&" : "?") + FormText.encoded(fields)
    }

    func person(code: Secret, verifier: Secret, nonce: String, redirectURI: String) async throws(SignInFault) -> SignedInPerson {
        let token = try await idToken(code: code, verifier: verifier, redirectURI: redirectURI)
        do throws(TokenFault) {
            return SignedInPerson(identity: try await check.person(token, nonce: nonce), idToken: token)
        } catch {
            logger.warning("an ID token was refused", metadata: ["oidc.fault": "\(error.rawValue)"])
            throw .refused
        }
    }

    private func idToken(code: Secret, verifier: Secret, redirectURI: String) async throws(SignInFault) -> Secret {
        let metadata = try await metadata()
        var form = [
            ("grant_type", "authorization_code"), ("code", code.revealText()), ("redirect_uri", redirectURI),
            ("code_verifier", verifier.revealText()),
        ]
        var authorization: String?
        switch (secret, metadata.authentication) {
        case (let secret?, .basic): authorization = Self.basic(client.id, secret)
        case (let secret?, .form): form += [("client_id", client.id), ("client_secret", secret.revealText())]
        case (nil, _): form += [("client_id", client.id)]
        }
        let answer: IssuerHTTP.Answer
        do throws(IssuerHTTP.Fault) {
            answer = try await http.post(
                metadata.tokenEndpoint, form: Array(FormText.encoded(form).utf8), authorization: authorization, upTo: Self.octets)
        } catch {
            throw unavailable("the token endpoint: \(error)")
        }
        guard answer.status == 200 else {
            logger.warning("the issuer took no code", metadata: ["oidc.status": "\(answer.status)"])
            // Its refusals are 400 and 401 (RFC 6749 §5.2); everything else is trouble of its own.
            throw [400, 401].contains(answer.status) ? .refused : .unavailable
        }
        guard let token = (try? JSONReader.read(answer.body))?.text("id_token") else { throw unavailable("its answer has no id_token") }
        return Secret(token)
    }

    /// Whoever opens a page can make us ask: once at a time, and not again at once where there was no answer. Meanwhile what it said last
    /// holds.
    private func metadata() async throws(SignInFault) -> IssuerMetadata {
        let now = check.verifier.clock.monotonic
        let asking: Task<Result<IssuerMetadata, SignInFault>, Never>? = discovery.withLock { discovery in
            if let known = discovery.known, now < known.at + Self.age { return nil }
            if let asking = discovery.asking { return asking }
            if let until = discovery.restsUntil, now < until { return nil }
            let task = Task { await self.ask() }
            discovery.asking = task
            return task
        }
        if let asking, case .success(let metadata) = await asking.value { return metadata }
        guard let known = discovery.withLock(\.known), now < known.at + Self.longest else { throw .unavailable }
        return known.metadata
    }

    private func ask() async -> Result<IssuerMetadata, SignInFault> {
        let result: Result<IssuerMetadata, SignInFault>
        do throws(SignInFault) { result = .success(try await discovered()) } catch { result = .failure(error) }
        // Read now: one that hangs takes as long to fail as it then rests.
        let now = check.verifier.clock.monotonic
        discovery.withLock { discovery in
            discovery.asking = nil
            switch result {
            case .success(let metadata): discovery.known = (metadata, now)
            case .failure: discovery.restsUntil = now + Self.rest
            }
        }
        return result
    }

    private func discovered() async throws(SignInFault) -> IssuerMetadata {
        let answer: IssuerHTTP.Answer
        do throws(IssuerHTTP.Fault) {
            answer = try await http.get(IssuerMetadata.address(of: issuer), upTo: Self.octets)
        } catch {
            throw unavailable("discovery: \(error)")
        }
        guard answer.status == 200, let metadata = IssuerMetadata(answer.body, issuer: issuer) else {
            throw unavailable("its discovery document is not of this issuer, or names no endpoints by https")
        }
        return metadata
    }

    private func unavailable(_ reason: String) -> SignInFault {
        logger.warning("nobody can sign in with the issuer", metadata: ["oidc.fault": "\(reason)"])
        return .unavailable
    }

    /// RFC 6749 §2.3.1: both parts are encoded as in a form first.
    private static func basic(_ id: String, _ secret: Secret) -> String {
        "Basic " + Data("\(FormText.encoded(id)):\(FormText.encoded(secret.revealText()))".utf8).base64EncodedString()
    }
}
