import API
import HTTPTypes
import Hummingbird
import HummingbirdCore
import HummingbirdTLS
import HummingbirdTesting
import Logging
import Mail
import NIOCore
import NIOSSL
import TestKit
import Testing

/// Slow, greedy and broken-off clients over real sockets, with short times in place of the contract's.
@Suite(.timeLimit(.minutes(5))) struct ConnectionTests {
    /// Only what a test waits for is short: the rest must hold on a busy machine.
    private static let short = ConnectionBounds(body: .milliseconds(500), idle: .milliseconds(300))
    private static let get = "GET /livez HTTP/1.1\r\nHost: a\r\n\r\n"
    private static let silent = Logger(label: "http") { _ in SwiftLogNoOpLogHandler() }

    /// Runs a router behind a real socket for the time of the body, which gets a client and the port.
    private static func serve<Context: RequestContext>(
        _ router: Router<Context>, _ bounds: ConnectionBounds = short, certificate: LoopbackCertificate? = nil,
        logger: Logger = silent,
        _ body: @escaping @Sendable (any TestClientProtocol, Int) async throws -> Void
    ) async throws where Context.Source == ApplicationRequestContextSource {
        let responder = router.buildResponder()
        let channel = RequestChannel(responder, bounds: bounds, clock: ManualClock(), logger: logger)
        var server = HTTPServerBuilder { _ in channel }
        if let certificate {
            let chain = try NIOSSLCertificate.fromPEMFile(certificate.certificate).map { NIOSSLCertificateSource.certificate($0) }
            server = try .tls(
                server,
                tlsConfiguration: .makeServerConfiguration(
                    certificateChain: chain, privateKey: .privateKey(try NIOSSLPrivateKey(file: certificate.key, format: .pem))))
        }
        let application = Application(responder: responder, server: server, logger: logger)
        try await application.test(.live) { client in try await body(client, try #require(client.port)) }
    }

    private static func post(_ service: Service, _ body: String, length: Int) -> String {
        """
        POST /v1/codes HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer \(service.key)\r\nContent-Type: application/json\r
        Content-Length: \(length)\r\n\r\n\(body)
        """
    }

    /// What a client does, and how what it gets begins and ends.
    struct Client: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let says: String
        var drips = ""
        var starts = ""
        var ends = ""
        var header = TimeAmount.seconds(3)
    }

    @Test(arguments: [
        Client(testDescription: "nothing", says: "", header: .milliseconds(300)),
        Client(
            testDescription: "a section that drips", says: "GET /livez HTTP/1.1\r\nX: ", drips: "x", starts: "HTTP/1.1 408 ",
            ends: "\r\n\r\n"),
        Client(testDescription: "empty lines", says: "\r\n", drips: "\r\n", starts: "HTTP/1.1 408 ", ends: "\r\n\r\n"),
        Client(testDescription: "a request, then nothing", says: get, starts: "HTTP/1.1 200 ", ends: "}"),
        Client(testDescription: "a request, then a section that drips", says: get, drips: "G", starts: "HTTP/1.1 200 ", ends: "\r\n\r\n"),
    ])
    func `a slow client is cut`(_ client: Client) async throws {
        let service = try await Service()
        var bounds = Self.short
        bounds.header = client.header
        // The second section is to begin within this time.
        if !client.drips.isEmpty { bounds.idle = .seconds(10) }
        try await Self.serve(makeRouter(service.services), bounds) { _, port async throws in
            let received = try await RawConnection.open(port).send(client.says, thenDrip: client.drips)
            #expect(client.starts.isEmpty ? received.isEmpty : received.hasPrefix(client.starts), "\(received)")
            #expect(received.hasSuffix(client.ends), "\(received)")
        }
    }

    @Test(.enabled(if: LoopbackCertificate.isPossible, "needs the openssl command"))
    func `a slow client is cut inside TLS`() async throws {
        let service = try await Service()
        let certificate = try await LoopbackCertificate()
        var bounds = Self.short
        bounds.header = .seconds(3)
        try await Self.serve(makeRouter(service.services), bounds, certificate: certificate) { _, port async throws in
            let header = try await RawConnection.open(port, trusted: certificate.certificate).send("GET /", thenDrip: "x")
            #expect(header.hasPrefix("HTTP/1.1 408 "), "\(header)")
            let idle = try await RawConnection.open(port, trusted: certificate.certificate).send(Self.get)
            #expect(idle.hasPrefix("HTTP/1.1 200 "), "\(idle)")
            // No handshake at all.
            #expect(try await RawConnection.open(port).send("").isEmpty)
        }
    }

    @Test func `a whole text in a body that is not whole issues nothing`() async throws {
        let service = try await Service()
        let logger = Logger(label: "http") { _ in service.lines }
        try await Self.serve(makeRouter(service.services), logger: logger) { _, port async throws in
            let request = Self.post(service, Bodies.code, length: 60_000)
            let slow = try await RawConnection.open(port).send(request, thenDrip: " ")
            #expect(slow.hasPrefix("HTTP/1.1 408 "), "\(slow)")
            let brokenOff = try await RawConnection.open(port).sendAndEnd(request)
            #expect(brokenOff.hasPrefix("HTTP/1.1 400 "), "\(brokenOff)")
        }
        #expect(try await service.ask(.get, "/v1/messages").text.contains(#""messages":[]"#))
        #expect(!service.lines.all.contains { $0.hasPrefix("error") })
    }

    @Test func `a request that waits for its answer outlives every limit`() async throws {
        let arrived = AsyncStream<Void>.makeStream()
        let goOn = AsyncStream<Void>.makeStream()
        let router = Router()
        router.get("wait") { _, _ -> String in
            arrived.continuation.finish()
            for await _ in goOn.stream {}
            return "waited"
        }
        try await Self.serve(router) { _, port async throws in
            async let answer = RawConnection.open(port).send("GET /wait HTTP/1.1\r\nHost: a\r\n\r\n")
            for await _ in arrived.stream {}
            // Another client comes, is idle for the longest of the times, and is cut.
            #expect(try await RawConnection.open(port).send("GET /no HTTP/1.1\r\nHost: a\r\n\r\n").hasPrefix("HTTP/1.1 404 "))
            goOn.continuation.finish()
            #expect(try await answer.hasSuffix("waited"))
        }
    }

    @Test func `a connection beyond the number is refused`() async throws {
        let service = try await Service()
        try await Self.serve(makeRouter(service.services), ConnectionBounds(connections: 1)) { client, port async throws in
            let first = try await client.execute(uri: "/livez", method: .get)
            #expect(first.status == .ok)
            #expect(try await RawConnection.open(port).send("").isEmpty)
            #expect(try await client.execute(uri: "/livez", method: .get).status == .ok)
        }
    }

    @Test func `requests in one write are answered in their order`() async throws {
        let service = try await Service()
        let requests = String(repeating: Self.get, count: Limits.pipelinedRequests - 1) + "GET /no HTTP/1.1\r\nHost: a\r\n\r\n"
        try await Self.serve(makeRouter(service.services)) { _, port async throws in
            let answers = try await RawConnection.open(port).send(requests).split(separator: "HTTP/1.1 ").map { $0.prefix(3) }
            #expect(answers == Array(repeating: "200", count: Limits.pipelinedRequests - 1) + ["404"])
        }
    }

    @Test(arguments: [(31, 100, 200), (31, 2, 200), (33, 2, 400), (33, 50, 400), (1, 101, 400)])
    func `a header section has a bound`(kibibytes: Int, fields: Int, status: Int) async throws {
        let service = try await Service()
        // Host is one of them.
        let value = String(repeating: "x", count: kibibytes * 1_024 / (fields - 1) - 8)
        let long = (1..<fields).map { "X-\($0): \(value)\r\n" }.joined()
        try await Self.serve(makeRouter(service.services)) { _, port async throws in
            let answer = try await RawConnection.open(port).send("GET /livez HTTP/1.1\r\nHost: a\r\n\(long)\r\n")
            #expect(answer.hasPrefix("HTTP/1.1 \(status) "), "\(answer)")
        }
    }
}
