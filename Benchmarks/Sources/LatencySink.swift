import NIOCore
import NIOPosix

/// A relay on one event loop that takes everything, as smtp-sink does, and notes when.
struct LatencySink: Sendable {
    private let group: MultiThreadedEventLoopGroup
    private let channel: any Channel

    static func listen(port: Int, arrivals: Arrivals, clock: BenchClock) async throws -> LatencySink {
        let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
        let channel = try await ServerBootstrap(group: group)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .childChannelOption(.tcpOption(.tcp_nodelay), value: 1)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(LatencySession(arrivals: arrivals, clock: clock))
                }
            }
            .bind(host: "127.0.0.1", port: port).get()
        return LatencySink(group: group, channel: channel)
    }

    func close() async throws {
        try await channel.close()
        try await group.shutdownGracefully()
    }
}
