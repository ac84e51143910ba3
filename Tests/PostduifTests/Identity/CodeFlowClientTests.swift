import Console
import Foundation
import Issuance
import Logging
import Mail
import NIOHTTP1
import Synchronization
import TestKit
import Testing

@testable import Postduif

/// The way of a code to a person, with a provider that checks what it is asked.
@Suite("The code flow", .timeLimit(.minutes(2)))
struct CodeFlowClientTests {
    private static let verifier = Secret("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk")
    /// RFC 7636, appendix B.
    private static let challenge = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"
    private static let redirect = "https://sleutels.example.be/console/sign-in/callback"

    private static func flow(
        _ server: CodeServer, secret: String? = "a secret: 100 %", clock: any TimeSource = SystemClock(),
        signOut: Configuration.OIDC.SignOut = .issuer, pause: @escaping @Sendable (Duration) async throws -> Void = Pause.task
    ) async throws -> CodeFlowClient {
        let keys = KeySetCache(
            source: KeySetEndpoint(url: server.url + "/keys", pause: Pause.task), clock: SystemClock(),
            logger: Logger(label: "k") { _ in SwiftLogNoOpLogHandler() })
        _ = try await keys.load()
        let rules = TokenRules(
            issuer: server.url, audience: CodeServer.client, algorithms: Set(SignatureAlgorithm.allCases), clockSkew: .seconds(60),
            types: IDTokenCheck.types)
        let logger = Logger(label: "f") { _ in SwiftLogNoOpLogHandler() }
        return CodeFlowClient(
            issuer: server.url, client: .init(id: CodeServer.client, signOut: signOut), secret: secret.map { Secret($0) },
            check: IDTokenCheck(verifier: TokenVerifier(rules: rules, keys: keys, clock: clock, logger: logger)), pause: pause,
            logger: logger)
    }

    private static func person(_ flow: CodeFlowClient, code: String = "good", verifier: Secret = verifier) async throws -> PersonIdentity {
        try await flow.person(code: Secret(code), verifier: verifier, nonce: "n-1", redirectURI: redirect).identity
    }

    private static func started() async throws -> CodeServer {
        let server = try await CodeServer.start()
        server.state.withLock { ($0.challenge, $0.nonce) = (challenge, "n-1") }
        return server
    }

    @Test(
        "sends the browser to the issuer with PKCE, state and nonce, to be asked anew where somebody signed out", arguments: [false, true])
    func authorization(isAskedAnew: Bool) async throws {
        let server = try await Self.started()
        let request = SignInRequest(
            redirectURI: Self.redirect, state: "s&1", nonce: "n-1", challenge: Self.challenge, language: .fr, isAskedAnew: isAskedAnew)
        let url = try await Self.flow(server).authorizationURL(request)
        let parts = try #require(URLComponents(string: url))
        #expect(url.hasPrefix(server.url + "/authorize?"))
        let values = Dictionary(uniqueKeysWithValues: (parts.queryItems ?? []).map { ($0.name, $0.value?.replacing("+", with: " ") ?? "") })
        #expect(
            values.filter { $0.key != "prompt" } == [
                "response_type": "code", "client_id": CodeServer.client, "redirect_uri": Self.redirect, "scope": "openid email",
                "state": "s&1", "nonce": "n-1", "code_challenge": Self.challenge, "code_challenge_method": "S256", "ui_locales": "fr",
            ])
        #expect(values["prompt"] == (isAskedAnew ? "login" : nil))
        try await server.stop()
    }

    @Test("signs out where the issuer says, with the token as a hint where there is one", arguments: [nil, "a.b+c"])
    func signOut(token: String?) async throws {
        let server = try await Self.started()
        let back = "https://sleutels.example.be/console/sign-out/done"
        let request = SignOutRequest(idToken: token.map { Secret($0) }, redirectURI: back, state: "fr.s&1", language: .fr)
        let (flow, alone) = (try await Self.flow(server), try await Self.flow(server, signOut: .here))
        let away = try await Self.flow(server)
        let url = try #require(await flow.signOutURL(request))
        let parts = try #require(URLComponents(string: url))
        #expect(url.hasPrefix(server.url + "/logout?"))
        let values = Dictionary(uniqueKeysWithValues: (parts.queryItems ?? []).map { ($0.name, $0.value ?? "") })
        var expected = ["client_id": CodeServer.client, "post_logout_redirect_uri": back, "state": "fr.s&1", "ui_locales": "fr"]
        expected["id_token_hint"] = token
        #expect(values == expected)
        #expect(await alone.signOutURL(request) == nil)
        try await server.stop()
        #expect(await away.signOutURL(request) == nil)
    }

    @Test(
        "signs out nowhere else, and signs in all the same",
        arguments: [nil, "\"http://login.example.be/logout\"", "\"javascript:x\"", "1", "\"\""])
    func noSignOut(endpoint: String?) async throws {
        let server = try await Self.started()
        server.state.withLock { $0.metadata = ["end_session_endpoint": endpoint ?? "null"] }
        let flow = try await Self.flow(server)
        let request = SignOutRequest(idToken: nil, redirectURI: Self.redirect, state: "s", language: .nl)
        #expect(await flow.signOutURL(request) == nil)
        #expect(try await Self.person(flow).subject == "officer-1")
        try await server.stop()
    }

    @Test("many who come at once make it ask the issuer once where its endpoints are")
    func once() async throws {
        let server = try await Self.started()
        let flow = try await Self.flow(server)
        let request = SignInRequest(redirectURI: Self.redirect, state: "s", nonce: "n-1", challenge: Self.challenge, language: .nl)
        let urls = await withTaskGroup(of: String?.self, returning: [String].self) { group in
            for _ in 0..<50 { group.addTask { try? await flow.authorizationURL(request) } }
            return await group.reduce(into: []) { if let url = $1 { $0.append(url) } }
        }
        #expect(urls.count == 50 && server.state.withLock { $0.discoveries } == 1)
        try await server.stop()
    }

    @Test("takes a code for a person, with the secret where there is one", arguments: ["a secret: 100 %", nil])
    func good(secret: String?) async throws {
        let server = try await Self.started()
        server.state.withLock { $0.changes = ["email": "\"an@example.be\""] }
        let person = try await Self.person(try await Self.flow(server, secret: secret))
        #expect(person == PersonIdentity(issuer: server.url, subject: "officer-1", email: try EmailAddress("an@example.be")))
        let state = server.state.withLock { $0 }
        #expect(state.forms.last?["redirect_uri"] == Self.redirect)
        if secret == nil {
            #expect(state.authorizations == [""] && state.forms.last?["client_id"] == CodeServer.client)
        } else {
            let encoded = Data("\(CodeServer.client):a+secret%3A+100+%25".utf8).base64EncodedString()
            #expect(state.authorizations == ["Basic \(encoded)"] && state.forms.last?["client_secret"] == nil)
        }
        try await server.stop()
    }

    @Test("says the secret in the form to an issuer that takes it there alone")
    func form() async throws {
        let server = try await Self.started()
        server.state.withLock { $0.metadata = ["token_endpoint_auth_methods_supported": #"["client_secret_post"]"#] }
        _ = try await Self.person(try await Self.flow(server))
        let state = server.state.withLock { $0 }
        #expect(state.authorizations == [""] && state.forms.last?["client_secret"] == "a secret: 100 %")
        try await server.stop()
    }

    @Test(
        "refuses every token that is not good for this sign-in",
        arguments: [
            ["nonce": "\"other\""], ["nonce": nil], ["aud": "\"postduif\""], ["azp": "\"other\""], ["iss": "\"https://evil.example\""],
            ["exp": "1"], ["sub": nil], ["aud": "[\"postduif-console\",\"other\"]"],
        ] as [[String: String?]])
    func refused(changes: [String: String?]) async throws {
        let server = try await Self.started()
        server.state.withLock { $0.changes = changes }
        let flow = try await Self.flow(server)
        await #expect(throws: SignInFault.refused) { try await Self.person(flow) }
        server.state.withLock { $0.changes = [:] }
        _ = try await Self.person(flow)
        try await server.stop()
    }

    @Test("refuses an access token in the place of an ID token, another key, a foreign code and a foreign verifier")
    func others() async throws {
        let server = try await Self.started()
        let flow = try await Self.flow(server)
        for header in [#"{"alg":"ES256","kid":"key-ES256","typ":"at+jwt"}"#, #"{"alg":"ES256","kid":"other"}"#, #"{"alg":"none"}"#] {
            server.state.withLock { $0.header = header }
            await #expect(throws: SignInFault.refused, "\(header)") { try await Self.person(flow) }
        }
        server.state.withLock { $0.header = nil }
        await #expect(throws: SignInFault.refused) { try await Self.person(flow, code: "bad") }
        await #expect(throws: SignInFault.refused) { try await Self.person(flow, verifier: Secret("x")) }
        server.state.withLock { $0.status = .internalServerError }
        await #expect(throws: SignInFault.unavailable) { try await Self.person(flow) }
        try await server.stop()
        await #expect(throws: SignInFault.unavailable) { try await Self.person(flow) }
    }

    @Test(
        "believes no discovery document of another issuer, nor one whose endpoints anybody can listen to",
        arguments: [
            ["issuer": "\"http://127.0.0.1:1/realm\""], ["token_endpoint": "\"http://login.example.be/token\""],
            ["authorization_endpoint": "\"ftp://a.be\""], ["token_endpoint": "1"],
        ])
    func metadata(changes: [String: String]) async throws {
        let server = try await Self.started()
        server.state.withLock { $0.metadata = changes }
        let flow = try await Self.flow(server)
        await #expect(throws: SignInFault.unavailable) { try await Self.person(flow) }
        #expect(server.state.withLock { $0.forms.isEmpty })
        try await server.stop()
    }

    @Test("an issuer that did not tell where its endpoints are is left in peace for some seconds, whoever asks")
    func rest() async throws {
        let server = try await Self.started()
        let clock = ManualClock()
        server.state.withLock { $0.metadata = ["issuer": "1"] }
        let flow = try await Self.flow(server, clock: clock)
        await #expect(throws: SignInFault.unavailable) { try await Self.person(flow) }
        server.state.withLock { $0.metadata = [:] }
        clock.advance(by: CodeFlowClient.rest - .milliseconds(1))
        await #expect(throws: SignInFault.unavailable) { try await Self.person(flow) }
        #expect(server.state.withLock { $0.forms.isEmpty })
        clock.advance(by: .milliseconds(1))
        _ = try? await Self.person(flow)
        #expect(server.state.withLock { $0.forms.count } == 1)
        try await server.stop()
    }

    @Test("one that hangs is asked once, and left in peace when its time is over; what it said before holds for a day")
    func hung() async throws {
        let server = try await Self.started()
        let clock = ManualClock()
        // Its patience is over at once where nobody answers, and never where somebody does.
        let flow = try await Self.flow(server, clock: clock) { duration in
            guard server.state.withLock(\.isSilent) else { return try await Task.sleep(for: .seconds(3_600)) }
            clock.advance(by: duration)
        }
        let request = SignInRequest(redirectURI: Self.redirect, state: "s", nonce: "n-1", challenge: Self.challenge, language: .nl)
        server.state.withLock { $0.isSilent = true }
        await #expect(throws: SignInFault.unavailable) { try await flow.authorizationURL(request) }
        #expect(clock.monotonic == IssuerHTTP.patience)
        clock.advance(by: CodeFlowClient.rest - .milliseconds(1))
        await #expect(throws: SignInFault.unavailable) { try await flow.authorizationURL(request) }
        #expect(clock.monotonic == IssuerHTTP.patience + CodeFlowClient.rest - .milliseconds(1), "it was asked while it rests")
        clock.advance(by: .milliseconds(1))
        server.state.withLock { $0.isSilent = false }
        let url = try await flow.authorizationURL(request)
        let known = clock.monotonic
        server.state.withLock { $0.isSilent = true }
        clock.advance(by: CodeFlowClient.age)
        for _ in 0..<3 { #expect(try await flow.authorizationURL(request) == url) }
        #expect(clock.monotonic == known + CodeFlowClient.age + IssuerHTTP.patience)
        clock.advance(by: CodeFlowClient.longest - CodeFlowClient.age)
        await #expect(throws: SignInFault.unavailable) { try await flow.authorizationURL(request) }
        try await server.stop()
    }
}
