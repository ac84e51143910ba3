import HTTPTypes
import Hummingbird
import NIOCore
import NIOHTTP1
import NIOHTTPTypes

/// The requests of one connection, one after the other: each is complete before its work begins, and answered before the next one's.
///
/// What comes while an answer is being made waits: its requests are few (``ConnectionBounds/pipelinedRequests``), and beyond
/// ``heldParts`` parts nothing more is read.
final class RequestConnection: ChannelDuplexHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPRequestPart
    typealias OutboundIn = HTTPResponsePart
    typealias OutboundOut = HTTPResponsePart

    typealias Respond = @Sendable (Request, any Channel) async -> Response

    private static let heldParts = 16

    private let channel: any Channel
    private let executor: EventLoopExecutor
    private let respond: Respond
    private var context: ChannelHandlerContext?
    private var request: IncomingRequest
    private var waiting = CircularBuffer<HTTPRequestPart>()
    private var isAnswering = false
    private var isTaking = false
    /// No request follows: the client said so, has ended its side, or the service stops.
    private var isLast = false
    private var hasHeldRead = false
    private var awaitsRoom: CheckedContinuation<Void, Never>?

    init(on channel: any Channel, bodies: BodyRoom, respond: @escaping Respond) {
        self.channel = channel
        self.executor = EventLoopExecutor(channel.eventLoop)
        self.respond = respond
        self.request = IncomingRequest(room: bodies)
    }

    func handlerAdded(context: ChannelHandlerContext) { self.context = context }

    func handlerRemoved(context: ChannelHandlerContext) { end() }

    func channelInactive(context: ChannelHandlerContext) {
        end()
        context.fireChannelInactive()
    }

    // MARK: What the client sends

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        waiting.append(unwrapInboundIn(data))
        takeWaiting()
    }

    func channelReadComplete(context: ChannelHandlerContext) {
        if let refused = request.readCompleted() { answer(refused) }
        context.fireChannelReadComplete()
    }

    func read(context: ChannelHandlerContext) {
        hasHeldRead = waiting.count >= Self.heldParts
        if !hasHeldRead { context.read() }
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        switch event {
        case ChannelEvent.inputClosed, is ChannelShouldQuiesceEvent:
            isLast = true
            if isQuiet { context.close(promise: nil) }
        default: context.fireUserInboundEventTriggered(event)
        }
    }

    /// What is no HTTP is answered once, after what was asked before it; a connection that broke is closed.
    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        guard error is HTTPParserError else {
            // The guard of slow clients says itself what is to be said.
            if !(error is HTTPError) { context.close(promise: nil) }
            return
        }
        isLast = true
        guard !isAnswering else { return }
        let fields: HTTPFields = [.connection: "close", .contentLength: "0"]
        write(.head(HTTPResponse(status: .badRequest, headerFields: fields)))
        context.writeAndFlush(wrapOutboundOut(.end(nil))).assumeIsolated().whenComplete { _ in context.close(promise: nil) }
    }

    private var isQuiet: Bool { !isAnswering && waiting.isEmpty }

    /// Takes what waits until a request is complete, and again when that is answered.
    private func takeWaiting() {
        guard !isTaking else { return }
        isTaking = true
        // The rest of a body whose answer is made already is thrown away at once.
        while !isAnswering || request.isDiscarding, let part = waiting.popFirst() {
            if let complete = request.take(part) { answer(complete) }
        }
        isTaking = false
        if hasHeldRead, waiting.count < Self.heldParts { context.map(read) }
    }

    // MARK: Answers

    private func answer(_ request: Request) {
        isAnswering = true
        if request.headers[.connection]?.lowercased() == "close" { isLast = true }
        let connection = NIOLoopBound(self, eventLoop: channel.eventLoop)
        Task.immediate(executorPreference: executor) { [respond, channel] in
            let response = await respond(request, channel)
            let isStream = response.body.contentLength == nil
            connection.value.write(.head(response.head))
            do {
                try await response.body.write(AnswerWriter(connection, isStream: isStream))
            } catch {
                // Half an answer: only the end of the connection tells the client.
                channel.close(promise: nil)
            }
            connection.value.answered()
        }
    }

    private func answered() {
        isAnswering = false
        if isLast, waiting.isEmpty || channel.isActive == false {
            context?.close(promise: nil)
        } else {
            takeWaiting()
        }
    }

    /// Writes a part; with `flushes` all that was written leaves.
    func write(_ part: HTTPResponsePart, flushes: Bool = false) {
        guard let context else { return }
        context.write(wrapOutboundOut(part), promise: nil)
        if flushes { context.flush() }
    }

    func channelWritabilityChanged(context: ChannelHandlerContext) {
        if context.channel.isWritable { resumeWriter() }
        context.fireChannelWritabilityChanged()
    }

    /// Returns when the client has taken enough of what was written.
    ///
    /// - Throws: When the connection is over.
    func room() async throws {
        if channel.isActive, !channel.isWritable {
            context?.flush()
            if !channel.isWritable { await withCheckedContinuation { awaitsRoom = $0 } }
        }
        guard channel.isActive else { throw ChannelError.ioOnClosedChannel }
    }

    private func resumeWriter() {
        awaitsRoom?.resume()
        awaitsRoom = nil
    }

    private func end() {
        context = nil
        request.reset()
        waiting.removeAll()
        resumeWriter()
    }
}
