import NIOCore
import NIOPosix
import NIOSSL

/// The SMTP side of the inbox: accepts what a client submits and keeps it in a store.
package enum InboxServer {
    /// Binds and begins to accept connections.
    ///
    /// - Parameter script: Scripted misbehaviour, for tests.
    /// - Throws: ``InboxFault``, with nothing left running.
    package static func start(
        _ options: ServerOptions, store: InboxStore, script: RelayScript? = nil
    ) async throws(InboxFault) -> RunningInbox {
        let shared = SharedServerState(options: options, store: store, script: script, tls: try context(options))
        let group = MultiThreadedEventLoopGroup(numberOfThreads: max(1, options.threads))
        do {
            let channel = try await bootstrap(group, shared).bind(host: options.host, port: options.port).get()
            return RunningInbox(port: channel.localAddress?.port ?? options.port, group: group)
        } catch {
            try? await group.shutdownGracefully()
            throw .cannotListen(host: options.host, port: options.port, reason: "\(error)")
        }
    }

    private static func context(_ options: ServerOptions) throws(InboxFault) -> NIOSSLContext? {
        if options.implicitTLS, options.tls == nil { throw .implicitTLSWithoutCertificate }
        guard let files = options.tls else { return nil }
        return try files.context()
    }

    private static func bootstrap(_ group: MultiThreadedEventLoopGroup, _ shared: SharedServerState) -> ServerBootstrap {
        ServerBootstrap(group: group)
            .serverChannelOption(.backlog, value: 1_024)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .childChannelOption(.tcpOption(.tcp_nodelay), value: 1)
            .childChannelOption(.maxMessagesPerRead, value: 4)
            .childChannelOption(.recvAllocator, value: AdaptiveRecvByteBufferAllocator(minimum: 1_024, initial: 8_192, maximum: 65_536))
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture { try setUp(channel, shared) }
            }
    }

    private static func setUp(_ channel: any Channel, _ shared: SharedServerState) throws {
        let pipeline = channel.pipeline.syncOperations
        let isTLS = shared.options.implicitTLS
        if isTLS, let tls = shared.tls { try pipeline.addHandler(NIOSSLServerHandler(context: tls)) }
        try pipeline.addHandler(IdleStateHandler(allTimeout: TimeAmount(shared.options.idleTimeout)))
        try pipeline.addHandler(ConnectionDriver(shared, isTLS: isTLS))
    }
}
