import AsyncHTTPClient
import Foundation
import NIOCore
import NIOHTTP1
import Synchronization
import Testing

@testable import Postduif

/// The built program and a browser's way into the consoles.
@Suite("Signing in to the consoles", .serialized)
struct ConsoleSignInProcessTests {
    private static let client: HTTPClient = {
        var configuration = HTTPClient.Configuration(redirectConfiguration: .disallow)
        configuration.connectionPool.retryConnectionEstablishment = false
        return HTTPClient(eventLoopGroup: HTTPClient.defaultEventLoopGroup, configuration: configuration)
    }()

    private struct Answer {
        let status: Int
        let location: String
        let cookie: String
        let body: String
    }

    private static func send(_ method: HTTPMethod, _ url: String, cookie: String = "", form: String? = nil) async throws -> Answer {
        var request = HTTPClientRequest(url: url)
        request.method = method
        if !cookie.isEmpty { request.headers.add(name: "cookie", value: cookie) }
        if let form {
            request.headers.add(name: "content-type", value: "application/x-www-form-urlencoded")
            request.headers.add(name: "sec-fetch-site", value: "same-origin")
            request.body = .bytes(ByteBuffer(string: form))
        }
        let response = try await client.execute(request, timeout: .seconds(30))
        let cookies = response.headers["set-cookie"].filter { !$0.contains("Max-Age=0") }.compactMap { $0.split(separator: ";").first }
        return Answer(
            status: Int(response.status.code), location: response.headers.first(name: "location") ?? "",
            cookie: cookies.joined(separator: "; "), body: String(buffer: try await response.body.collect(upTo: 1 << 20)))
    }

    private static func give(_ service: ServiceProcess, _ subject: String) async throws {
        let given = try await service.command([
            "grant", "add", "--subject", subject, "--name", "Jan Peeters", "--role", "registration_officer", "--municipality", "62063",
        ])
        try #require(given.status == 0, "\(given.errors)")
    }

    @Test("with a link of the local issuer: once, and nothing of it is written anywhere")
    func link() async throws {
        let service = try ServiceProcess(relay: ServiceProcess.clear(1), extra: "oidc: { local: true }")
        try await service.prepare()
        try await Self.give(service, "officer-1")
        let early = try await service.command(["token", "mint", "--sign-in", "--subject", "officer-1"])
        #expect(early.status == 3, "\(early.errors)")
        try await service.start()
        let made = try await service.command(["token", "mint", "--sign-in", "--subject", "officer-1"])
        #expect(made.status == 0, "\(made.errors)")
        let link = made.output.split(separator: "\n").map(String.init).first ?? ""
        #expect(link.hasPrefix("\(service.base)/console/sign-in/link/"))
        #expect(try await Self.send(.GET, link).status == 200)
        let begun = try await Self.send(.POST, link, form: "language=de")
        #expect(begun.status == 303 && begun.location == "/console" && begun.cookie.hasPrefix("postduif="), "\(begun)")
        #expect(try await Self.send(.POST, link, form: "language=de").status == 403)
        #expect(try await Self.send(.GET, "\(service.base)/console", cookie: begun.cookie).location != "/console/sign-in")
        #expect(try await service.metric("postduif_console_sessions") == 1)
        await service.stop()
        try await service.start()
        #expect(try await Self.send(.GET, "\(service.base)/console", cookie: begun.cookie).location == "/console/sign-in")
        await service.stop()
        let secrets = [String(link.suffix(22)), String(begun.cookie.dropFirst(9)), "officer-1"]
        for name in ["queue/postduif.sqlite", "queue/postduif.sqlite-wal", "log"] {
            let data = (try? Data(contentsOf: URL(fileURLWithPath: service.folder.file(name)))) ?? Data()
            for secret in secrets { #expect(data.range(of: Data(secret.utf8)) == nil, "\(name)") }
        }
    }

    @Test("with an issuer: code flow, PKCE, and the roles of the person")
    func codeFlow() async throws {
        let server = try await CodeServer.start()
        let folder = try TemporaryFolder()
        try folder.write("client secret\n", to: "secret", mode: 0o600)
        let oidc = """
            oidc: { issuer: "\(server.url)", audience: postduif, jwks_url: "\(server.url)/keys", client_id: \(CodeServer.client), \
            client_secret_file: \(folder.file("secret")) }
            """
        let service = try ServiceProcess(relay: ServiceProcess.clear(1), extra: oidc)
        try await service.prepare()
        try await service.start()
        func signIn() async throws -> Answer {
            let start = try await Self.send(.GET, "\(service.base)/console/sign-in/start")
            let query = try #require(URLComponents(string: start.location)?.queryItems)
            func value(_ name: String) -> String { query.first { $0.name == name }?.value ?? "" }
            #expect(value("redirect_uri") == "\(service.base)/console/sign-in/callback")
            server.state.withLock { ($0.challenge, $0.nonce) = (value("code_challenge"), value("nonce")) }
            return try await Self.send(
                .GET, "\(service.base)/console/sign-in/callback?code=good&state=\(value("state"))", cookie: start.cookie)
        }
        #expect(try await signIn().location == "/console/sign-in/failed")
        try await Self.give(service, "officer-1")
        let begun = try await signIn()
        #expect(begun.location == "/console" && begun.cookie.hasPrefix("postduif="), "\(begun)")
        let page = try await Self.send(.GET, "\(service.base)/console/activations", cookie: begun.cookie)
        let token = try #require(page.body.firstMatch(of: /name="form_token" value="([^"]*)"/)?.output.1)
        let left = try await Self.send(.POST, "\(service.base)/console/sign-out", cookie: begun.cookie, form: "form_token=\(token)")
        #expect(left.status == 200 && left.body.contains("content=\"0; url=\(server.url)/logout?id_token_hint=ey"), "\(left)")
        #expect(try await Self.send(.GET, "\(service.base)/console", cookie: begun.cookie).location == "/console/sign-in")
        let refused = try await service.command(["token", "mint", "--sign-in", "--subject", "officer-1"])
        #expect(refused.status == 1 && refused.errors.contains("no local issuer"), "\(refused.errors)")
        await service.stop()
        try await server.stop()
        let log = try String(contentsOfFile: service.log, encoding: .utf8)
        for secret in ["client secret", "officer-1", "good"] { #expect(!log.contains("=\(secret)")) }
    }
}
