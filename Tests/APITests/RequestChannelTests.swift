import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdCore
import HummingbirdTesting
import Logging
import Mail
import NIOCore
import NIOPosix
import TestKit
import Testing

@testable import API

/// Requests and answers of all shapes over a real socket.
@Suite(.timeLimit(.minutes(5))) struct RequestChannelTests {
    /// A router that shows what arrived.
    ///
    /// - Parameter open: While it is, `slow` is not answered.
    private static func router(
        while open: (stream: AsyncStream<Void>, continuation: AsyncStream<Void>.Continuation)
    ) -> Router<BasicRequestContext> {
        let router = Router()
        router.post("echo") { request, _ -> Response in
            var octets = 0
            for try await piece in request.body { octets += piece.readableBytes }
            return Response(status: .ok, body: ResponseBody(byteBuffer: ByteBuffer(string: "\(octets)")))
        }
        router.post("unread") { _, _ in "not read" }
        router.get("pieces") { _, _ -> Response in
            Response(
                status: .ok,
                body: ResponseBody { writer in
                    for number in 0..<3 { try await writer.write(ByteBuffer(string: "<\(number)>")) }
                    try await writer.finish(nil)
                })
        }
        router.get("large") { _, _ -> Response in
            Response(
                status: .ok,
                body: ResponseBody { writer in
                    for _ in 0..<64 { try await writer.write(ByteBuffer(repeating: UInt8(ascii: "x"), count: 65_536)) }
                    try await writer.finish(nil)
                })
        }
        router.get("slow") { _, _ in
            // Until the test lets go of it.
            for await _ in open.stream {}
            return "at last"
        }
        router.get("half") { _, _ -> Response in
            Response(
                status: .ok,
                body: ResponseBody { writer in
                    try await writer.write(ByteBuffer(string: "half"))
                    throw HTTPError(.badGateway)
                })
        }
        return router
    }

    private static func serve(
        _ bounds: ConnectionBounds = ConnectionBounds(), _ body: @escaping @Sendable (Int) async throws -> Void
    ) async throws {
        let silent = Logger(label: "http") { _ in SwiftLogNoOpLogHandler() }
        let open = AsyncStream<Void>.makeStream()
        defer { open.continuation.finish() }
        let responder = router(while: open).buildResponder()
        let channel = RequestChannel(responder, bounds: bounds, clock: ManualClock(), logger: silent)
        let application = Application(responder: responder, server: HTTPServerBuilder { _ in channel }, logger: silent)
        try await application.test(.live) { client in try await body(try #require(client.port)) }
    }

    /// Status and body of each answer.
    private static func answers(_ text: String) -> [String] {
        text.split(separator: "HTTP/1.1 ").map { answer in
            answer.prefix(3) + " " + (answer.range(of: "\r\n\r\n").map { String(answer[$0.upperBound...]) } ?? "")
        }
    }

    private static func post(_ path: String, _ body: String, _ fields: String = "") -> String {
        "POST \(path) HTTP/1.1\r\nHost: a\r\nContent-Length: \(body.utf8.count)\r\n\(fields)\r\n\(body)"
    }

    private static let last = "GET /none HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"

    @Test func `a body arrives as a whole, in one piece or in chunks`() async throws {
        let body = String(repeating: "b", count: 60_000)
        let chunked = "POST /echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nabcde\r\n3\r\nfgh\r\n0\r\n\r\n"
        try await Self.serve { port in
            let text = Self.post("/echo", body) + chunked + Self.post("/echo", "") + Self.last
            let answers = Self.answers(try await RawConnection.open(port).send(text))
            #expect(answers.map { String($0.prefix(9)) } == ["200 60000", "200 8", "200 0", "404 "])
        }
    }

    @Test func `a body that nobody reads is no part of the next request`() async throws {
        try await Self.serve { port in
            let answers = Self.answers(try await RawConnection.open(port).send(Self.post("/unread", Self.last) + Self.last))
            #expect(answers == ["200 not read", "404 "])
        }
    }

    /// The refusal is made while the body is still on its way; its rest is thrown away and the connection goes on.
    @Test func `a body over the limit is refused, announced or not`() async throws {
        let service = try await Service()
        let body = String(repeating: " ", count: Limits.bodyOctets + 1)
        let fields = "Authorization: Bearer \(service.key)\r\nContent-Type: application/json\r\n"
        let chunked = """
            POST /v1/codes HTTP/1.1\r\nHost: a\r\n\(fields)Transfer-Encoding: chunked\r\n\r
            \(String(body.utf8.count, radix: 16))\r\n\(body)\r\n0\r\n\r\n
            """
        let responder = makeRouter(service.services).buildResponder()
        let silent = Logger(label: "http") { _ in SwiftLogNoOpLogHandler() }
        let channel = RequestChannel(responder, clock: ManualClock(), logger: silent)
        let application = Application(responder: responder, server: HTTPServerBuilder { _ in channel }, logger: silent)
        try await application.test(.live) { client in
            let port = try #require(client.port)
            let text = Self.post("/v1/codes", body, fields) + chunked + Self.last
            let statuses = Self.answers(try await RawConnection.open(port).send(text)).map { $0.prefix(3) }
            #expect(statuses == ["413", "413", "404"])
        }
    }

    @Test func `unfinished bodies have a bound over all connections`() async throws {
        try await Self.serve(ConnectionBounds(bodyOctets: 10)) { port in
            // More than one read: the first part is here when its read is over.
            let body = String(repeating: "b", count: 60_000)
            let text = "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 60001\r\n\r\n\(body)"
            let connection = try await RawConnection.open(port)
            async let crowded = connection.send(text, thenDrip: "b")
            #expect(Self.answers(try await crowded).first?.hasPrefix("500") == true)
            #expect(Self.answers(try await RawConnection.open(port).send(Self.post("/echo", "b") + Self.last)) == ["200 1", "404 "])
        }
    }

    @Test func `an answer in pieces is chunked, and a large one waits for its client`() async throws {
        try await Self.serve { port in
            let text = "GET /pieces HTTP/1.1\r\nHost: a\r\n\r\n" + "GET /large HTTP/1.1\r\nHost: a\r\n\r\n" + Self.last
            let received = try await RawConnection.open(port).send(text)
            #expect(received.contains("3\r\n<0>\r\n3\r\n<1>\r\n3\r\n<2>\r\n0\r\n"))
            #expect(received.utf8.count { $0 == UInt8(ascii: "x") } >= 64 * 65_536)
            #expect(received.contains("HTTP/1.1 404"))
        }
    }

    @Test func `half an answer ends with the connection`() async throws {
        try await Self.serve { port in
            let received = try await RawConnection.open(port).send("GET /half HTTP/1.1\r\nHost: a\r\n\r\n" + Self.last)
            #expect(received.contains("half") && !received.contains("0\r\n\r\n") && !received.contains("404"))
        }
    }

    @Test(arguments: [
        ("HEAD /echo HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n", "404"),
        ("GARBAGE\r\n\r\n", "400"),
        ("GET / HTTP/1.1\r\nHost: a\r\nContent-Length: x\r\n\r\n", "400"),
        ("GET / HTTP/1.1\r\nHost: a\r\nConnection: Close\r\n\r\n", "404"),
    ])
    func `the connection ends after`(says: String, status: String) async throws {
        try await Self.serve { port in
            let received = try await RawConnection.open(port).send(says)
            #expect(received.hasPrefix("HTTP/1.1 \(status) "), "\(received)")
        }
    }

    /// More than the sockets hold: closing must wait for what is on its way.
    @Test(arguments: ["close", "TE, close", "keep-alive, Close"])
    func `the last answer arrives as a whole`(field: String) async throws {
        try await Self.serve { port in
            let received = try await RawConnection.open(port).send("GET /large HTTP/1.1\r\nHost: a\r\nConnection: \(field)\r\n\r\n")
            #expect(received.utf8.count { $0 == UInt8(ascii: "x") } >= 64 * 65_536)
            #expect(received.hasSuffix("0\r\n\r\n") && received.lowercased().contains("\r\nconnection: close\r\n"))
        }
    }

    @Test func `an upgrade is not made, and nothing is read after it`() async throws {
        try await Self.serve { port in
            for says in [
                "GET /none HTTP/1.1\r\nHost: a\r\nConnection: upgrade\r\nUpgrade: h2c\r\n\r\n", "CONNECT a:443 HTTP/1.1\r\nHost: a\r\n\r\n",
            ] {
                let received = try await RawConnection.open(port).send(says + Self.last)
                #expect(received.split(separator: "HTTP/1.1 ").count == 1, "\(received)")
                #expect(received.lowercased().contains("\r\nconnection: close\r\n"))
            }
        }
    }

    @Test func `an answer to HEAD has no body, a refusal neither`() async throws {
        let service = try await Service()
        let responder = makeRouter(service.services).buildResponder()
        let silent = Logger(label: "http") { _ in SwiftLogNoOpLogHandler() }
        let channel = RequestChannel(responder, clock: ManualClock(), logger: silent)
        let application = Application(responder: responder, server: HTTPServerBuilder { _ in channel }, logger: silent)
        try await application.test(.live) { client in
            let head = { (path: String) in "HEAD \(path) HTTP/1.1\r\nHost: a\r\n\r\n" }
            let text = head("/livez") + head("/v1/messages") + head("/none") + Self.last
            let port = try #require(client.port)
            let answers = Self.answers(try await RawConnection.open(port).send(text))
            #expect(answers.map { $0.prefix(4) } == ["200 ", "401 ", "404 ", "404 "])
            #expect(answers.dropLast().allSatisfy { $0.count == 4 }, "\(answers)")
        }
    }

    @Test func `a client that asks first is told to go on`() async throws {
        try await Self.serve { port in
            let head = "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\nExpect: 100-continue\r\n\r\n"
            let answers = Self.answers(try await RawConnection.open(port).send(head + "abc" + Self.last))
            #expect(answers == ["100 ", "200 3", "404 "])
        }
    }

    @Test func `what is no HTTP is said after what was asked before it`() async throws {
        try await Self.serve { port in
            let received = try await RawConnection.open(port).send(Self.post("/echo", "abc") + "GARBAGE\r\n\r\n")
            #expect(Self.answers(received).map { $0.prefix(5) } == ["200 3", "400 "])
        }
    }

    @Test func `a body in more pieces than anybody needs waits for nobody`() async throws {
        try await Self.serve { port in
            let crumbs = String(repeating: "1\r\na\r\n", count: 5_000)
            let post = "POST /echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n\(crumbs)0\r\n\r\n"
            let alone = Self.answers(try await RawConnection.open(port).send(post + Self.last))
            #expect(alone == ["200 5000", "404 "], "taken as it comes")
            // Behind a request that is being answered they would wait, thousands of them.
            let slow = "GET /slow HTTP/1.1\r\nHost: a\r\n\r\n"
            #expect(try await RawConnection.open(port).send(slow + post + Self.last).isEmpty)
        }
    }

    @Test func `every answer says when it was made`() async throws {
        try await Self.serve { port in
            let received = try await RawConnection.open(port).send(Self.last)
            let date = DateField.text(of: ManualClock().now)
            #expect(received.contains("\r\nDate: \(date)\r\n") || received.contains("\r\ndate: \(date)\r\n"), "\(received)")
        }
    }

    /// The first is RFC 9110's own example.
    @Test(arguments: [
        (Int64(784_111_777), "Sun, 06 Nov 1994 08:49:37 GMT"), (0, "Thu, 01 Jan 1970 00:00:00 GMT"),
        (1_709_251_199, "Thu, 29 Feb 2024 23:59:59 GMT"),
    ])
    func `dates are IMF-fixdates`(seconds: Int64, text: String) {
        #expect(DateField.text(of: Instant(seconds: seconds)) == text)
    }
}
