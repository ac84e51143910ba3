package import Hummingbird
import HummingbirdCore
package import Logging
package import Mail
package import NIOCore
import NIOHTTP1
import NIOHTTPTypesHTTP1

/// A connection of HTTP/1.1 whose requests go to Hummingbird's router from its event loop and never leave it.
///
/// Hummingbird's own channel hands the parts of requests and answers through asynchronous sequences; here a request is handed over when
/// it is complete, and its answer is written where it is made.
package struct RequestChannel<Responder: HTTPResponder>: ServerChildChannel
where Responder.Context: InitializableFromSource<ApplicationRequestContextSource> {
    package struct Value: ServerChildChannelValue {
        package let channel: any Channel
    }

    private let responder: Responder
    private let bounds: ConnectionBounds
    private let connections: OpenConnections
    private let bodies: BodyRoom
    private let date: DateField
    private let logger: Logger

    /// - Parameters:
    ///   - bounds: Of one port; each port makes its own channel.
    ///   - clock: For the `Date` of answers.
    ///   - logger: Of requests.
    package init(_ responder: Responder, bounds: ConnectionBounds = ConnectionBounds(), clock: any TimeSource, logger: Logger) {
        self.responder = responder
        self.bounds = bounds
        self.connections = OpenConnections(limit: bounds.connections)
        self.bodies = BodyRoom(octets: bounds.bodyOctets)
        self.date = DateField(clock: clock)
        self.logger = logger
    }

    package func setup(channel: any Channel, logger: Logger) -> EventLoopFuture<Value> {
        channel.eventLoop.makeCompletedFuture {
            var limits = NIOHTTPDecoderLimitConfiguration()
            limits.maxHeaderFieldSize = Limits.headerOctets
            limits.maxHeaderListSize = Limits.headerOctets
            limits.maxHeaderFieldCount = Limits.headerFields
            let pipeline = channel.pipeline.syncOperations
            // Header fields are checked by their type already; pipelining and errors are the business of the last one.
            try pipeline.configureHTTPServerPipeline(
                withPipeliningAssistance: false, withErrorHandling: false, withOutboundHeaderValidation: false,
                withEncoderConfiguration: .init(), withDecoderLimitConfiguration: limits)
            try pipeline.addHandler(HTTP1ToHTTPServerCodec(secure: false))
            try pipeline.addHandler(SlowClientGuard(bounds, connections: connections))
            try pipeline.addHandler(RequestConnection(on: channel, bodies: bodies, bodyOctets: bounds.requestOctets, respond: respond))
            return Value(channel: channel)
        }
    }

    package func handle(value: Value, logger: Logger) async {
        await withTaskCancellationHandler {
            // Closed in whatever way: the connection is over.
            try? await value.channel.closeFuture.get()
        } onCancel: {
            value.channel.close(promise: nil)
        }
    }

    /// One request to its complete answer.
    @Sendable private func respond(_ request: Request, _ channel: any Channel) async -> Response {
        let context = Responder.Context(source: ApplicationRequestContextSource(channel: channel, logger: logger))
        var response: Response
        do {
            response = try await responder.respond(to: request, context: context)
        } catch {
            // The middleware turns every error into a problem; what comes here is a fault of ours.
            let logger = (context as? APIContext)?.requestLogger ?? logger
            logger.error("request failed", metadata: ["error.type": "\(type(of: error))"])
            response = Response(status: .internalServerError)
        }
        response.headers[.date] = date.text
        return response
    }
}
