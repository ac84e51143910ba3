import NIOCore

/// Runs one session over one channel: reads octets into it and does what it asks, on the channel's event loop alone.
final class ConnectionDriver: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private let shared: SharedServerState
    private let isTLS: Bool
    private var session: Session?
    /// What waits until a slow reply has left.
    var waiting: [SessionAction] = []
    var isSendingSlowly = false
    private var parked: UInt64?

    init(_ shared: SharedServerState, isTLS: Bool) {
        self.shared = shared
        self.isTLS = isTLS
    }

    func channelActive(context: ChannelHandlerContext) {
        let (number, hasRoom) = shared.opened()
        guard hasRoom else { return turnAway(context) }
        var session = Session(settings: shared.settings, connection: number, isTLS: isTLS)
        let actions = session.start()
        self.session = session
        perform(actions, context)
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard let actions = session?.receive(unwrapInboundIn(data)) else { return }
        perform(actions, context)
    }

    /// Reading stops while the client does not take its replies, so that they cannot pile up.
    func channelWritabilityChanged(context: ChannelHandlerContext) {
        try? context.channel.syncOptions?.setOption(.autoRead, value: context.channel.isWritable)
        context.fireChannelWritabilityChanged()
    }

    func channelInactive(context: ChannelHandlerContext) {
        if let parked { shared.script?.unpark(parked) }
        session = nil
        shared.closed()
        context.fireChannelInactive()
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        guard event is IdleStateHandler.IdleStateEvent else { return context.fireUserInboundEventTriggered(event) }
        guard let actions = session?.timeOut() else { return }
        perform(actions, context)
    }

    /// A broken connection or a failed handshake: the client sees its end, there is nobody else to tell.
    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        context.close(promise: nil)
    }

    private func turnAway(_ context: ChannelHandlerContext) {
        let refusal = ServerReply.tooManyConnections.octets(enhanced: true)
        context.writeAndFlush(wrapOutboundOut(ByteBuffer(bytes: refusal))).assumeIsolated().whenComplete { _ in
            context.close(promise: nil)
        }
    }

    func resume(_ context: ChannelHandlerContext) {
        parked = nil
        guard let actions = session?.resume() else { return }
        perform(actions, context)
    }

    func perform(_ actions: [SessionAction], _ context: ChannelHandlerContext) {
        // Before a close among the actions takes the session away.
        if let tally = session?.takeTally() { shared.store.count(tally) }
        waiting += actions
        while !isSendingSlowly, !waiting.isEmpty {
            let now = waiting
            waiting = []
            for (index, action) in now.enumerated() {
                perform(action, context)
                if isSendingSlowly {
                    waiting = Array(now[(index + 1)...]) + waiting
                    break
                }
            }
        }
        context.flush()
    }

    private func perform(_ action: SessionAction, _ context: ChannelHandlerContext) {
        switch action {
        case .send(let octets): context.write(wrapOutboundOut(octets), promise: nil)
        case .sendSlowly(let octets, let interval): sendSlowly(octets, interval, context)
        case .store(let message): shared.store.add(message)
        case .startTLS: startTLS(context)
        case .hang: park(context)
        case .close: close(context)
        case .reset: reset(context)
        }
    }

    private func startTLS(_ context: ChannelHandlerContext) {
        context.flush()
        guard let tls = shared.tls else { return context.close(promise: nil) }
        do {
            try context.pipeline.syncOperations.addHandler(makeTLS(tls), position: .first)
        } catch {
            context.close(promise: nil)
        }
    }

    private func park(_ context: ChannelHandlerContext) {
        guard let script = shared.script else { return resume(context) }
        let loop = context.eventLoop
        let bound = NIOLoopBound((self, context), eventLoop: loop)
        parked = script.park {
            loop.execute {
                let (driver, context) = bound.value
                driver.resume(context)
            }
        }
    }
}
