import Glibc
import NIOCore
import NIOPosix
import NIOSSL

/// Slow replies and the ways a connection ends.
extension ConnectionDriver {
    func makeTLS(_ context: NIOSSLContext) -> NIOSSLServerHandler {
        NIOSSLServerHandler(context: context)
    }

    /// Each octet in a write of its own, so that even without a pause the client may read them one by one.
    func sendSlowly(_ octets: ByteBuffer, _ interval: Duration, _ context: ChannelHandlerContext) {
        isSendingSlowly = true
        sendNext(octets, interval, context)
    }

    private func sendNext(_ octets: ByteBuffer, _ interval: Duration, _ context: ChannelHandlerContext) {
        var rest = octets
        guard context.channel.isActive, let octet = rest.readSlice(length: 1) else { return finishSlowly(context) }
        context.writeAndFlush(wrapOutboundOut(octet), promise: nil)
        let remaining = rest
        context.eventLoop.assumeIsolated().scheduleTask(in: TimeAmount(interval)) {
            self.sendNext(remaining, interval, context)
        }
    }

    private func finishSlowly(_ context: ChannelHandlerContext) {
        isSendingSlowly = false
        perform([], context)
        resume(context)
    }

    /// Ends the connection below TLS, without the farewell of either: what a relay that dies looks like.
    func close(_ context: ChannelHandlerContext) {
        let end = context.writeAndFlush(wrapOutboundOut(ByteBuffer()))
        end.assumeIsolated().whenComplete { _ in self.transport(context).close(promise: nil) }
    }

    /// Linger of zero makes the kernel send RST instead of FIN. What was said before has left by then.
    func reset(_ context: ChannelHandlerContext) {
        context.flush()
        let end = (context.channel as? any SocketOptionProvider)?.setSoLinger(linger(l_onoff: 1, l_linger: 0))
        let done = end ?? context.eventLoop.makeSucceededVoidFuture()
        done.assumeIsolated().whenComplete { _ in self.transport(context).close(promise: nil) }
    }

    private func transport(_ context: ChannelHandlerContext) -> ChannelHandlerContext {
        (try? context.pipeline.syncOperations.context(handlerType: NIOSSLServerHandler.self)) ?? context
    }
}
