import Mail
import NIOCore
import NIOPosix
import Synchronization
import TestKit
import Testing

@testable import API

/// A client that follows an event stream over a real socket and keeps what came.
final class EventClient: Sendable {
    /// An event as a client's program sees it.
    struct Event: Sendable {
        let name: String
        let id: String
        let data: String

        func json() throws -> JSONValue { try JSONReader.read(Array(data.utf8)) }

        /// The state that the document tells.
        var state: String {
            guard case .string(let state)? = try? json()["state"] else { return "" }
            return state
        }
    }

    private struct Received {
        var text = ""
        var isOver = false
    }

    private let received: Keeper
    private let channel: any Channel

    private init(received: Keeper, channel: any Channel) {
        self.received = received
        self.channel = channel
    }

    /// Asks for a path.
    ///
    /// - Parameter fields: Header fields, each with its end.
    static func open(_ port: Int, _ path: String, key: String, fields: String = "") async throws -> EventClient {
        let keeper = Keeper()
        let channel = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture { try channel.pipeline.syncOperations.addHandler(keeper) }
            }
            .connect(host: "localhost", port: port).get()
        try await channel.writeAndFlush(
            ByteBuffer(string: "GET \(path) HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer \(key)\r\n\(fields)\r\n"))
        return EventClient(received: keeper, channel: channel)
    }

    var head: String { received.text.firstRange(of: "\r\n\r\n").map { String(received.text[..<$0.lowerBound]) } ?? "" }

    /// The server has ended the connection.
    var isOver: Bool { received.isOver }

    /// The answer is there as a whole, with its last chunk.
    var isComplete: Bool { received.text.hasSuffix("\r\n0\r\n\r\n") }

    /// The body, without its chunks.
    var body: String {
        guard let end = received.text.firstRange(of: "\r\n\r\n") else { return "" }
        var rest = received.text[end.upperBound...]
        var body = ""
        while let line = rest.firstRange(of: "\r\n"), let length = Int(rest[..<line.lowerBound], radix: 16), length > 0,
            rest[line.upperBound...].utf8.count >= length
        {
            let utf8 = rest[line.upperBound...].utf8
            body += String(decoding: utf8.prefix(length), as: UTF8.self)
            rest = Substring(utf8.dropFirst(length + 2))
        }
        return body
    }

    /// The blocks of the body that are events, read as WHATWG HTML §9.2.6 says.
    var events: [Event] {
        body.components(of: "\n\n").compactMap { block in
            var fields: [String: String] = [:]
            for line in block.split(separator: "\n") {
                guard let colon = line.firstRange(of: ": ") else { continue }
                fields[String(line[..<colon.lowerBound])] = String(line[colon.upperBound...])
            }
            guard let data = fields["data"] else { return nil }
            return Event(name: fields["event"] ?? "", id: fields["id"] ?? "", data: data)
        }
    }

    /// Waits for so many events.
    func events(_ count: Int) async throws -> [Event] {
        let came = await eventually { events.count >= count }
        #expect(came, "\(received.text)")
        return events
    }

    /// The client goes away.
    func close() async throws { try await channel.close() }

    /// Keeps what it reads, on the event loop of its channel.
    private final class Keeper: ChannelInboundHandler, Sendable {
        typealias InboundIn = ByteBuffer

        private let received = Mutex(Received())

        var text: String { received.withLock { $0.text } }
        var isOver: Bool { received.withLock { $0.isOver } }

        func channelRead(context: ChannelHandlerContext, data: NIOAny) {
            let text = String(buffer: unwrapInboundIn(data))
            received.withLock { $0.text += text }
        }

        func channelInactive(context: ChannelHandlerContext) { received.withLock { $0.isOver = true } }
    }
}

extension String {
    /// The parts that end with the separator.
    fileprivate func components(of separator: String) -> [Substring] {
        var parts: [Substring] = []
        var rest = self[...]
        while let end = rest.firstRange(of: separator) {
            parts.append(rest[..<end.lowerBound])
            rest = rest[end.upperBound...]
        }
        return parts
    }
}
