import HTTPTypes
import Hummingbird
package import NIOCore
package import NIOHTTPTypes

/// Holds one connection to ``SlowClientRule`` and to the number of connections.
///
/// It stands behind the decoding of HTTP/1.1, so it is the same with and without TLS. One scheduled task serves the whole connection: it
/// looks at the rule when it fires and is moved only for a deadline before it, which no request that comes in one read has.
package final class SlowClientGuard: ChannelDuplexHandler, RemovableChannelHandler {
    package typealias InboundIn = HTTPRequestPart
    package typealias InboundOut = HTTPRequestPart
    package typealias OutboundIn = HTTPResponsePart
    package typealias OutboundOut = HTTPResponsePart

    /// A 408 that does not leave within this time is given up.
    private static let farewell = TimeAmount.seconds(1)

    private let bounds: ConnectionBounds
    private let connections: OpenConnections
    /// There from the opening to the end of a connection that has room.
    private var rule: SlowClientRule?
    private var alarm: (deadline: NIODeadline, task: Scheduled<Void>)?
    private var isCut = false

    /// - Parameter connections: Shared by all connections of a port.
    package init(_ bounds: ConnectionBounds, connections: OpenConnections) {
        self.bounds = bounds
        self.connections = connections
    }

    package func handlerAdded(context: ChannelHandlerContext) {
        if context.channel.isActive { open(context) }
    }

    package func handlerRemoved(context: ChannelHandlerContext) { end() }

    package func channelActive(context: ChannelHandlerContext) {
        context.fireChannelActive()
        open(context)
    }

    package func channelInactive(context: ChannelHandlerContext) {
        end()
        context.fireChannelInactive()
    }

    package func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard !isCut else { return }
        switch unwrapInboundIn(data) {
        case .head: rule?.requestBegan()
        case .body: break
        case .end: rule?.requestEnded()
        }
        if rule?.isOverrun == true { return cut(context, .close) }
        context.fireChannelRead(data)
    }

    package func channelReadComplete(context: ChannelHandlerContext) {
        rule?.readCompleted(at: context.eventLoop.now)
        arm(context)
        context.fireChannelReadComplete()
    }

    package func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        guard !isCut else {
            promise?.fail(ChannelError.ioOnClosedChannel)
            return
        }
        switch unwrapOutboundIn(data) {
        case .head(let head) where head.status.kind != .informational: rule?.answerBegan()
        case .head, .body: break
        case .end:
            rule?.answerEnded(at: context.eventLoop.now)
            arm(context)
        }
        context.write(data, promise: promise)
    }

    package func channelWritabilityChanged(context: ChannelHandlerContext) {
        rule?.writabilityChanged(context.channel.isWritable, at: context.eventLoop.now)
        arm(context)
        context.fireChannelWritabilityChanged()
    }

    private func open(_ context: ChannelHandlerContext) {
        guard rule == nil, !isCut else { return }
        guard connections.enter() else {
            isCut = true
            return context.close(promise: nil)
        }
        rule = SlowClientRule(bounds, openedAt: context.eventLoop.now)
        arm(context)
    }

    private func end() {
        alarm?.task.cancel()
        alarm = nil
        if rule != nil { connections.leave() }
        rule = nil
        isCut = true
    }

    private func arm(_ context: ChannelHandlerContext) {
        guard !isCut, let deadline = rule?.deadline else { return }
        if let alarm {
            if alarm.deadline <= deadline { return }
            alarm.task.cancel()
        }
        schedule(deadline, context)
    }

    private func schedule(_ deadline: NIODeadline, _ context: ChannelHandlerContext) {
        let task = context.eventLoop.assumeIsolated().scheduleTask(deadline: deadline) { self.ring(context) }
        alarm = (deadline, task)
    }

    private func ring(_ context: ChannelHandlerContext) {
        alarm = nil
        guard !isCut else { return context.close(promise: nil) }
        switch rule?.verdict(at: context.eventLoop.now) {
        case .patient, nil: arm(context)
        case .some(let verdict): cut(context, verdict)
        }
    }

    /// Nothing more goes through; what is under way ends with an error, for a body that merely stopped would pass as whole.
    private func cut(_ context: ChannelHandlerContext, _ verdict: SlowClientRule.Verdict) {
        isCut = true
        connections.cut()
        alarm?.task.cancel()
        alarm = nil
        context.fireErrorCaught(HTTPError(.requestTimeout))
        guard verdict == .answer else { return context.close(promise: nil) }
        let fields: HTTPFields = [.connection: "close", .contentLength: "0"]
        context.write(wrapOutboundOut(.head(HTTPResponse(status: .requestTimeout, headerFields: fields))), promise: nil)
        schedule(context.eventLoop.now + Self.farewell, context)
        context.writeAndFlush(wrapOutboundOut(.end(nil))).assumeIsolated().whenComplete { _ in context.close(promise: nil) }
    }
}
