import NIOCore
import NIOPosix
import NIOSSL

/// A client over a real socket that sends what it is told, as slowly as it is told.
struct RawConnection: Sendable {
    private let channel: NIOAsyncChannel<ByteBuffer, ByteBuffer>

    /// - Parameter trusted: The PEM file of the server's certificate; `nil` for plain HTTP.
    static func open(_ port: Int, trusted: String? = nil) async throws -> RawConnection {
        let context = try trusted.map { path in
            var settings = TLSConfiguration.makeClientConfiguration()
            settings.trustRoots = .file(path)
            return try NIOSSLContext(configuration: settings)
        }
        let channel = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .connect(host: "localhost", port: port) { channel in
                channel.eventLoop.makeCompletedFuture {
                    if let context {
                        try channel.pipeline.syncOperations.addHandler(NIOSSLClientHandler(context: context, serverHostname: "localhost"))
                    }
                    return try NIOAsyncChannel<ByteBuffer, ByteBuffer>(wrappingChannelSynchronously: channel)
                }
            }
        return RawConnection(channel: channel)
    }

    /// Sends a text, then one octet every few milliseconds until the server ends it; answers all that came back.
    ///
    /// - Parameter drip: Sent again and again; empty: nothing more is sent.
    func send(_ text: String, thenDrip drip: String = "") async throws -> String {
        try await channel.executeThenClose { inbound, outbound in
            var received = ""
            do {
                if !text.isEmpty { try await outbound.write(ByteBuffer(string: text)) }
                let dripping = start(drip)
                defer { dripping?.cancel() }
                for try await buffer in inbound { received += String(buffer: buffer) }
            } catch {
                // A reset, or TLS without its farewell: the end, whichever it is.
            }
            return received
        }
    }

    private func start(_ drip: String) -> RepeatedTask? {
        guard !drip.isEmpty else { return nil }
        let channel = channel.channel
        return channel.eventLoop.scheduleRepeatedTask(initialDelay: .milliseconds(20), delay: .milliseconds(20)) { _ in
            channel.writeAndFlush(ByteBuffer(string: drip), promise: nil)
        }
    }

    /// Sends a text and the end of what this side sends; answers all that came back.
    func sendAndEnd(_ text: String) async throws -> String {
        try await channel.executeThenClose { inbound, outbound in
            try await outbound.write(ByteBuffer(string: text))
            // What is no request at all is answered and closed before this.
            try? await channel.channel.close(mode: .output)
            var received = ""
            for try await buffer in inbound { received += String(buffer: buffer) }
            return received
        }
    }
}
