import NIOCore
import NIOPosix

/// A client over a real socket that says what it is told and reads reply by reply.
enum SMTPClient {
    struct Closed: Error {
        /// What was read and is no whole reply.
        let rest: String
        /// Whether the connection was reset rather than closed.
        let isReset: Bool
    }

    /// Connects, lets the body talk, closes.
    static func talk<Result: Sendable>(
        to port: Int, _ body: @Sendable (Exchange) async throws -> Result
    ) async throws -> Result {
        let channel = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .connect(host: "127.0.0.1", port: port) { channel in
                channel.eventLoop.makeCompletedFuture { try NIOAsyncChannel<ByteBuffer, ByteBuffer>(wrappingChannelSynchronously: channel) }
            }
        return try await channel.executeThenClose { inbound, outbound in
            let exchange = Exchange(inbound: inbound.makeAsyncIterator(), outbound: outbound)
            return try await body(exchange)
        }
    }

    /// One connection's talk; used by one task.
    final class Exchange {
        var inbound: NIOAsyncChannelInboundStream<ByteBuffer>.AsyncIterator
        let outbound: NIOAsyncChannelOutboundWriter<ByteBuffer>
        private var unread = ""
        /// How many reads brought something.
        private(set) var reads = 0

        init(inbound: NIOAsyncChannelInboundStream<ByteBuffer>.AsyncIterator, outbound: NIOAsyncChannelOutboundWriter<ByteBuffer>) {
            self.inbound = inbound
            self.outbound = outbound
        }

        /// Writes and reads so many replies; answers their codes.
        @discardableResult
        func say(_ text: String, replies: Int = 1) async throws -> [Int] {
            try await outbound.write(ByteBuffer(string: text))
            return try await read(replies)
        }

        func read(_ replies: Int = 1) async throws -> [Int] {
            var result: [Int] = []
            while result.count < replies { result.append(try await reply()) }
            return result
        }

        /// Reads until the end; answers what came and how it ended.
        func readToEnd() async -> (text: String, isReset: Bool) {
            do {
                while true { _ = try await reply() }
            } catch let closed as Closed {
                return (closed.rest, closed.isReset)
            } catch {
                return ("", false)
            }
        }

        private func reply() async throws -> Int {
            while true {
                while let end = unread.firstRange(of: "\r\n") {
                    let line = unread[..<end.lowerBound]
                    unread = String(unread[end.upperBound...])
                    if line.dropFirst(3).first != "-" { return Int(line.prefix(3)) ?? 0 }
                }
                let more: ByteBuffer?
                do {
                    more = try await inbound.next()
                } catch let error as IOError {
                    throw Closed(rest: unread, isReset: error.errnoCode == 104)
                }
                guard let more else { throw Closed(rest: unread, isReset: false) }
                reads += 1
                unread += String(buffer: more)
            }
        }
    }
}
