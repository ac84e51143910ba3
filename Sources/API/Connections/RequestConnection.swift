import HTTPTypes
import Hummingbird
import NIOCore
import NIOHTTP1
import NIOHTTPTypes

/// The requests of one connection, one after the other: each is complete before its work begins, and answered before the next one's.
///
/// What comes while an answer is being made waits: its requests are few (``ConnectionBounds/pipelinedRequests``), nothing more is read beyond
/// ``heldParts`` parts, and a client that sends more than ``mostParts`` in one go is cut.
final class RequestConnection: ChannelDuplexHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPRequestPart
    typealias OutboundIn = HTTPResponsePart
    typealias OutboundOut = HTTPResponsePart

    typealias Respond = @Sendable (Request, any Channel) async -> Response

    private static let heldParts = 16
    private static let mostParts = 1_024

    private let channel: any Channel
    private let executor: EventLoopExecutor
    private let respond: Respond
    private var context: ChannelHandlerContext?
    private var request: IncomingRequest
    private var waiting = CircularBuffer<HTTPRequestPart>()
    private var isAnswering = false
    private var isTaking = false
    /// No request follows that which is here: the client said so, has ended its side, or the service stops.
    private var isLast = false
    private var isInputClosed = false
    /// What came is no HTTP: said when all that was asked before it is answered.
    private var isMalformed = false
    private var hasHeldRead = false
    /// Answers whose last octet has not left.
    private var unsent = 0
    private var awaitsRoom: CheckedContinuation<Void, Never>?
    /// Answers that were begun.
    private var answers = 0
    /// The answer under way.
    private var answering: Task<Void, Never>?
    /// It is a stream of events: it goes on for as long as somebody listens, and is cancelled when nobody does or the service stops.
    private var isEventStream = false
    /// The service stops, or the client has ended its side, which one that listens does not.
    private var isEnding = false

    init(on channel: any Channel, bodies: BodyRoom, bodyOctets: Int, respond: @escaping Respond) {
        self.channel = channel
        self.executor = EventLoopExecutor(channel.eventLoop)
        self.respond = respond
        self.request = IncomingRequest(room: bodies, limit: bodyOctets)
    }

    func handlerAdded(context: ChannelHandlerContext) { self.context = context }

    func handlerRemoved(context: ChannelHandlerContext) { end() }

    func channelInactive(context: ChannelHandlerContext) {
        end()
        context.fireChannelInactive()
    }

    // MARK: What the client sends

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard waiting.count < Self.mostParts else { return context.close(promise: nil) }
        waiting.append(unwrapInboundIn(data))
        takeWaiting()
    }

    func channelReadComplete(context: ChannelHandlerContext) {
        if let refused = request.readCompleted() { answer(refused) }
        context.fireChannelReadComplete()
    }

    /// After the last request nothing is read: the decoder keeps what follows an `Upgrade` without bound.
    func read(context: ChannelHandlerContext) {
        hasHeldRead = waiting.count >= Self.heldParts || (isLast && !request.isBegun)
        if !hasHeldRead { context.read() }
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        switch event {
        case ChannelEvent.inputClosed:
            isInputClosed = true
            isLast = true
            endStream()
            closeIfOver()
        case is ChannelShouldQuiesceEvent:
            isLast = true
            endStream()
            closeIfOver()
        default: context.fireUserInboundEventTriggered(event)
        }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        guard error is HTTPParserError else {
            // The guard of slow clients says itself what is to be said.
            if !(error is HTTPError) { context.close(promise: nil) }
            return
        }
        isLast = true
        // The request in hand is answered already when its rest is being thrown away.
        isMalformed = !request.isDiscarding
        isInputClosed = true
        request.reset()
        closeIfOver()
    }

    /// Takes what waits until a request is complete, and again when that is answered.
    private func takeWaiting() {
        guard !isTaking else { return }
        isTaking = true
        // The rest of a body whose answer is made already is thrown away at once.
        while !isAnswering || request.isDiscarding, let part = waiting.popFirst() {
            if let complete = request.take(part) { answer(complete) } else { invite(part) }
        }
        isTaking = false
        closeIfOver()
        if hasHeldRead, waiting.count < Self.heldParts { context.map(read) }
    }

    /// RFC 9110 §10.1.1: a client that asks before it sends a body is told to go on.
    private func invite(_ part: HTTPRequestPart) {
        guard case .head(let head) = part, !request.isDiscarding, head.headerFields.value(of: .expect)?.lowercased() == "100-continue"
        else { return }
        write(.head(HTTPResponse(status: .continue)))
        context?.flush()
    }

    // MARK: Answers

    private func answer(_ request: Request) {
        isAnswering = true
        answers &+= 1
        let number = answers
        if Self.endsConnection(request) { isLast = true }
        let connection = NIOLoopBound(self, eventLoop: channel.eventLoop)
        let task = Task.immediate(executorPreference: executor) { [respond, channel] in
            var response = await respond(request, channel)
            connection.value.begin(&response, isHead: request.method == .head)
            do {
                let writer = AnswerWriter(connection, isStream: response.body.contentLength == nil)
                if request.method == .head { try await writer.finish(nil) } else { try await response.body.write(writer) }
            } catch {
                // Half an answer: only the end of the connection tells the client.
                channel.close(promise: nil)
            }
            connection.value.answered()
        }
        // It may be over by now, and another under way.
        if isAnswering, answers == number { answering = task }
    }

    /// RFC 9112 §9.3 and §9.6; an upgrade is not made, and what follows one cannot be read.
    private static func endsConnection(_ request: Request) -> Bool {
        if request.method == .connect || request.headers.contains(.upgrade) { return true }
        return request.headers[values: .connection].contains { field in
            field.split(separator: ",").contains { $0.filter { $0 != " " && $0 != "\t" }.lowercased() == "close" }
        }
    }

    private func begin(_ response: inout Response, isHead: Bool) {
        // Without a length the end of an answer without a body could not be told from the next one.
        if isHead, !response.headers.contains(.contentLength) { isLast = true }
        if isLast { response.headers[.connection] = "close" }
        write(.head(response.head))
        isEventStream =
            !isHead && response.body.contentLength == nil && response.headers[.contentType] == ServerSentEvent.contentType
        if isEventStream, isEnding { withUnsafeCurrentTask { $0?.cancel() } }
    }

    private func endStream() {
        isEnding = true
        guard isEventStream else { return }
        answering?.cancel()
        resumeWriter()
    }

    private func answered() {
        (isAnswering, isEventStream, answering) = (false, false, nil)
        takeWaiting()
    }

    /// Closes when no request follows, all are answered and all answers have left.
    private func closeIfOver() {
        guard isLast, !isAnswering, waiting.isEmpty, isInputClosed || !request.isBegun else { return }
        if isMalformed {
            isMalformed = false
            let fields: HTTPFields = [.connection: "close", .contentLength: "0"]
            write(.head(HTTPResponse(status: .badRequest, headerFields: fields)))
            finish(nil)
        } else if unsent == 0 {
            context?.close(promise: nil)
        }
    }

    /// Writes a part.
    func write(_ part: HTTPResponsePart) {
        context?.write(wrapOutboundOut(part), promise: nil)
    }

    /// Sends all that was written.
    func flush() { context?.flush() }

    /// Writes the end of an answer and sends all of it.
    func finish(_ trailers: HTTPFields?) {
        guard let context else { return }
        unsent += 1
        context.writeAndFlush(wrapOutboundOut(.end(trailers))).assumeIsolated().whenComplete { _ in
            self.unsent -= 1
            self.closeIfOver()
        }
    }

    func channelWritabilityChanged(context: ChannelHandlerContext) {
        if context.channel.isWritable { resumeWriter() }
        context.fireChannelWritabilityChanged()
    }

    /// Returns when the client has taken enough of what was written.
    ///
    /// - Throws: When the connection is over.
    func room() async throws {
        if channel.isActive, !channel.isWritable { context?.flush() }
        // The flush may have found the connection broken: then nobody would wake this up.
        if channel.isActive, !channel.isWritable, !Task.isCancelled { await withCheckedContinuation { awaitsRoom = $0 } }
        // Half of a stream waits for nobody when it is to end.
        guard channel.isActive, channel.isWritable || !Task.isCancelled else { throw ChannelError.ioOnClosedChannel }
    }

    private func resumeWriter() {
        awaitsRoom?.resume()
        awaitsRoom = nil
    }

    private func end() {
        context = nil
        request.reset()
        waiting.removeAll()
        endStream()
        resumeWriter()
    }
}
