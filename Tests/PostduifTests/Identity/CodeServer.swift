import Crypto
import Foundation
import Mail
import NIOCore
import NIOHTTP1
import NIOPosix
import Synchronization

@testable import Postduif

/// An OpenID provider on a port of this machine: discovery, keys, and a token endpoint that holds to PKCE.
final class CodeServer: Sendable {
    /// What it knows of the code that it gave out last, and what it was asked.
    struct State: Sendable {
        var challenge = ""
        var nonce = ""
        /// Claims in the place of those that are right; `nil`: left out.
        var changes: [String: String?] = [:]
        /// The header of the token; `nil`: as it should be.
        var header: String?
        /// Members of the discovery document in the place of those that are right.
        var metadata: [String: String] = [:]
        var status = HTTPResponseStatus.ok
        var forms: [[String: String]] = []
        var authorizations: [String] = []
        /// Whether it leaves everybody without an answer.
        var isSilent = false
        /// How often somebody asked where its endpoints are.
        var discoveries = 0
        /// What browsers brought: `prompt` of each sign-in, and the hint of each sign-out.
        var prompts: [String] = []
        var hints: [String] = []
    }

    static let client = "postduif-console"

    let issuer = TestIssuer()
    let state = Mutex(State())
    private let channel = Mutex<(any Channel)?>(nil)

    var url: String { "http://127.0.0.1:\(channel.withLock { $0?.localAddress?.port } ?? 0)/realm" }

    static func start() async throws -> CodeServer {
        let server = CodeServer()
        let channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.configureHTTPServerPipeline()
                    try channel.pipeline.syncOperations.addHandler(Exchange(server))
                }
            }
            .bind(host: "127.0.0.1", port: 0).get()
        server.channel.withLock { $0 = channel }
        return server
    }

    func stop() async throws { try await channel.withLock { $0 }?.close() }

    private func answer(_ uri: String, _ body: String, authorization: String?) -> (HTTPResponseStatus, String) {
        switch uri {
        case "/realm/.well-known/openid-configuration":
            state.withLock { $0.discoveries += 1 }
            let good = [
                "issuer": "\"\(url)\"", "authorization_endpoint": "\"\(url)/authorize\"", "token_endpoint": "\"\(url)/token\"",
                "end_session_endpoint": "\"\(url)/logout\"",
            ]
            let members = good.merging(state.withLock(\.metadata)) { $1 }
            return (.ok, "{" + members.map { "\"\($0.key)\":\($0.value)" }.joined(separator: ",") + "}")
        case "/realm/keys": return (.ok, (try? issuer.keySet()).map { String(decoding: $0, as: UTF8.self) } ?? "")
        case "/realm/token": return token(body, authorization)
        default: return (.notFound, "")
        }
    }

    /// Where it sends a browser: back with a code to who wants to sign in, and back to who signed out. `nil`: nowhere.
    private func place(_ uri: String) -> String? {
        let parts = uri.split(separator: "?", maxSplits: 1)
        guard parts.count == 2, let items = URLComponents(string: "?\(parts[1])")?.queryItems else { return nil }
        let values = Dictionary(items.map { ($0.name, $0.value ?? "") }, uniquingKeysWith: { $1 })
        switch parts[0] {
        case "/realm/authorize":
            state.withLock { state in
                (state.challenge, state.nonce) = (values["code_challenge"] ?? "", values["nonce"] ?? "")
                state.prompts.append(values["prompt"] ?? "")
            }
            return "\(values["redirect_uri"] ?? "")?code=good&state=\(values["state"] ?? "")"
        case "/realm/logout":
            state.withLock { $0.hints.append(values["id_token_hint"] ?? "") }
            return "\(values["post_logout_redirect_uri"] ?? "")?state=\(values["state"] ?? "")"
        default: return nil
        }
    }

    private func token(_ body: String, _ authorization: String?) -> (HTTPResponseStatus, String) {
        let form = Dictionary(
            body.split(separator: "&").map { pair in
                let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map {
                    $0.replacing("+", with: " ").removingPercentEncoding ?? ""
                }
                return (parts[0], parts.count == 2 ? parts[1] : "")
            }, uniquingKeysWith: { $1 })
        let state = state.withLock { state in
            state.forms.append(form)
            state.authorizations.append(authorization ?? "")
            return state
        }
        let digest = Data(SHA256.hash(data: Data((form["code_verifier"] ?? "").utf8)))
        guard state.status == .ok else { return (state.status, "{}") }
        guard form["code"] == "good", form["grant_type"] == "authorization_code", TestIssuer.base64URL(digest) == state.challenge else {
            return (.badRequest, #"{"error":"invalid_grant"}"#)
        }
        let now = Instant(seconds: Int64(Date.now.timeIntervalSince1970))
        let own: [String: String?] = ["iss": "\"\(url)\"", "aud": "\"\(Self.client)\"", "nonce": "\"\(state.nonce)\""]
        let claims = TestIssuer.claims(at: now, own.merging(state.changes) { $1 })
        guard let token = try? issuer.token(header: state.header, claims: claims) else { return (.internalServerError, "") }
        return (.ok, "{\"access_token\":\"x\",\"token_type\":\"Bearer\",\"id_token\":\"\(token.revealText())\"}")
    }

    /// One connection.
    private final class Exchange: ChannelInboundHandler {
        typealias InboundIn = HTTPServerRequestPart
        typealias OutboundOut = HTTPServerResponsePart

        private let server: CodeServer
        private var head = HTTPRequestHead(version: .http1_1, method: .GET, uri: "")
        private var body = ""

        init(_ server: CodeServer) { self.server = server }

        func channelRead(context: ChannelHandlerContext, data: NIOAny) {
            switch unwrapInboundIn(data) {
            case .head(let head): (self.head, body) = (head, "")
            case .body(let part): body += String(buffer: part)
            case .end:
                guard !server.state.withLock(\.isSilent) else { return }
                let (status, text) = server.answer(head.uri, body, authorization: head.headers.first(name: "authorization"))
                let place = server.place(head.uri)
                var answer = HTTPResponseHead(version: .http1_1, status: place == nil ? status : .found)
                if let place { answer.headers.add(name: "location", value: place) }
                answer.headers.add(name: "content-length", value: "\(text.utf8.count)")
                context.write(wrapOutboundOut(.head(answer)), promise: nil)
                context.write(wrapOutboundOut(.body(.byteBuffer(ByteBuffer(string: text)))), promise: nil)
                context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
            }
        }
    }
}
