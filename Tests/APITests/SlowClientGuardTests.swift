import API
import HTTPTypes
import Hummingbird
import NIOCore
import NIOEmbedded
import NIOHTTP1
import NIOHTTPTypes
import NIOHTTPTypesHTTP1
import Testing

/// The guard behind the real decoder, in a channel whose time is moved by hand.
@Suite struct SlowClientGuardTests {
    /// Keeps what gets through to the service.
    final class Receiver: ChannelInboundHandler {
        typealias InboundIn = HTTPRequestPart
        private(set) var heads = 0
        private(set) var ends = 0
        private(set) var statuses: [HTTPResponse.Status] = []

        func channelRead(context: ChannelHandlerContext, data: NIOAny) {
            switch unwrapInboundIn(data) {
            case .head: heads += 1
            case .body: break
            case .end: ends += 1
            }
        }

        func errorCaught(context: ChannelHandlerContext, error: any Error) {
            if let error = error as? HTTPError { statuses.append(error.status) }
        }
    }

    /// One connection with its client and its service.
    struct Line {
        let channel = EmbeddedChannel()
        let receiver = Receiver()

        init(_ bounds: ConnectionBounds = ConnectionBounds(), connections: OpenConnections = OpenConnections(limit: 10)) throws {
            let pipeline = channel.pipeline.syncOperations
            try pipeline.configureHTTPServerPipeline(withPipeliningAssistance: false, withErrorHandling: false)
            try pipeline.addHandlers([
                HTTP1ToHTTPServerCodec(secure: false), SlowClientGuard(bounds, connections: connections), receiver,
            ])
            channel.connect(to: try SocketAddress(ipAddress: "127.0.0.1", port: 1), promise: nil)
        }

        var isOpen: Bool { channel.isActive }

        func send(_ text: String) throws { try channel.writeInbound(ByteBuffer(string: text)) }

        func pass(_ seconds: Int64) { channel.embeddedEventLoop.advanceTime(by: .seconds(seconds)) }

        /// One octet a second, for so many seconds.
        func drip(_ seconds: Int) throws {
            for _ in 0..<seconds {
                try send("x")
                pass(1)
            }
        }

        func answer() throws {
            channel.write(HTTPResponsePart.head(HTTPResponse(status: .ok, headerFields: [.contentLength: "0"])), promise: nil)
            channel.writeAndFlush(HTTPResponsePart.end(nil), promise: nil)
        }

        /// What the client has got.
        func received() throws -> String {
            var text = ""
            while let buffer = try channel.readOutbound(as: ByteBuffer.self) { text += String(buffer: buffer) }
            return text
        }
    }

    private static let get = "GET /livez HTTP/1.1\r\nHost: a\r\n\r\n"
    private static let post = "POST /v1/codes HTTP/1.1\r\nHost: a\r\nContent-Length: 500\r\n\r\n"

    @Test func `a connection that stays silent is closed without a word`() throws {
        let line = try Line()
        line.pass(9)
        #expect(line.isOpen)
        line.pass(1)
        #expect(!line.isOpen)
        #expect(try line.received().isEmpty)
    }

    @Test func `a header section that drips is answered 408 and closed`() throws {
        let line = try Line()
        try line.send("GET /livez HTTP/1.1\r\nX-Slow: ")
        try line.drip(9)
        #expect(line.isOpen)
        try line.drip(1)
        let answer = try line.received().lowercased()
        #expect(answer.hasPrefix("http/1.1 408 request timeout\r\n"))
        #expect(answer.contains("connection: close\r\n") && answer.contains("content-length: 0\r\n"))
        #expect(!line.isOpen)
    }

    @Test func `a body that drips is answered 408 and never passes for a whole one`() throws {
        let line = try Line()
        try line.send(Self.post)
        try line.drip(19)
        #expect(line.isOpen)
        try line.drip(1)
        #expect(try line.received().hasPrefix("HTTP/1.1 408 "))
        #expect(!line.isOpen)
        #expect(line.receiver.ends == 0)
        #expect(line.receiver.statuses.first == .requestTimeout)
        // The service's own answer comes too late to be a second one.
        try line.answer()
        #expect(try line.received().isEmpty)
    }

    @Test func `a request that waits for its answer is not cut`() throws {
        let line = try Line()
        try line.send(Self.get)
        line.pass(3_600)
        #expect(line.isOpen)
        try line.answer()
        #expect(try line.received().hasPrefix("HTTP/1.1 200 "))
        line.pass(59)
        #expect(line.isOpen)
        line.pass(1)
        #expect(!line.isOpen)
        #expect(try line.received().isEmpty)
    }

    @Test func `a connection in use lives on, and its times hold for each request`() throws {
        let line = try Line()
        for number in 1...50 {
            try line.send(Self.get)
            #expect(line.receiver.heads == number)
            try line.answer()
            line.pass(50)
            #expect(line.isOpen)
        }
        _ = try line.received()
        try line.send("G")
        line.pass(9)
        #expect(line.isOpen)
        line.pass(1)
        #expect(!line.isOpen)
        #expect(try line.received().hasPrefix("HTTP/1.1 408 "))
    }

    @Test func `an answer that nobody takes is given up`() throws {
        let line = try Line()
        try line.send(Self.get)
        line.channel.isWritable = false
        line.channel.pipeline.fireChannelWritabilityChanged()
        line.pass(59)
        #expect(line.isOpen)
        line.pass(1)
        #expect(!line.isOpen)
    }

    @Test func `the number of connections is bounded, and a place is free again after a close`() throws {
        let connections = OpenConnections(limit: 2)
        let first = try Line(connections: connections)
        let second = try Line(connections: connections)
        let third = try Line(connections: connections)
        #expect([first.isOpen, second.isOpen, third.isOpen] == [true, true, false])
        #expect(connections.count == 2)
        first.channel.close(promise: nil)
        first.channel.embeddedEventLoop.run()
        #expect(connections.count == 1)
        #expect(try Line(connections: connections).isOpen)
        second.pass(10)
        #expect(connections.count == 1)
    }

    @Test func `requests beyond the pipelining bound close the connection`() throws {
        let line = try Line(ConnectionBounds(pipelinedRequests: 3))
        try line.send(String(repeating: Self.get, count: 3))
        #expect(line.isOpen)
        try line.answer()
        try line.send(String(repeating: Self.get, count: 20))
        #expect(!line.isOpen)
        #expect(line.receiver.heads == 4)
    }
}
