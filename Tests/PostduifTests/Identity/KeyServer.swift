import NIOCore
import NIOHTTP1
import NIOPosix
import Testing

/// Answers every request on a port of this machine alike.
final class KeyServer: Sendable {
    /// What it answers.
    enum Behaviour: Sendable {
        case body([UInt8])
        case status(HTTPResponseStatus)
        /// To another place of the same server.
        case redirection
        /// Nothing, and holds the connection.
        case silence
    }

    private let channel: any Channel

    var url: String { "http://127.0.0.1:\(channel.localAddress?.port ?? 0)/keys" }

    init(_ behaviour: Behaviour) async throws {
        channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.configureHTTPServerPipeline()
                    try channel.pipeline.syncOperations.addHandler(Answer(behaviour))
                }
            }
            .bind(host: "127.0.0.1", port: 0).get()
    }

    func stop() async throws { try await channel.close() }

    private final class Answer: ChannelInboundHandler {
        typealias InboundIn = HTTPServerRequestPart
        typealias OutboundOut = HTTPServerResponsePart

        private let behaviour: Behaviour
        private var path = ""

        init(_ behaviour: Behaviour) { self.behaviour = behaviour }

        func channelRead(context: ChannelHandlerContext, data: NIOAny) {
            switch unwrapInboundIn(data) {
            case .head(let head): path = head.uri
            case .body: break
            case .end: answer(context)
            }
        }

        private func answer(_ context: ChannelHandlerContext) {
            var head = HTTPResponseHead(version: .http1_1, status: .ok)
            var body: [UInt8] = []
            switch behaviour {
            case .body(let bytes): body = bytes
            case .status(let status): head.status = status
            case .redirection where path == "/keys":
                head.status = .found
                head.headers.add(name: "location", value: "/elsewhere")
            case .redirection: body = Array(#"{"keys":[]}"#.utf8)
            case .silence: return
            }
            head.headers.add(name: "content-length", value: "\(body.count)")
            context.write(wrapOutboundOut(.head(head)), promise: nil)
            context.write(wrapOutboundOut(.body(.byteBuffer(ByteBuffer(bytes: body)))), promise: nil)
            context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
        }
    }
}
