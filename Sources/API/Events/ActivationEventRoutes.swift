import HTTPTypes
package import Hummingbird
package import Issuance
import Mail

/// `GET /v1/activations/{id}/events`: its state now and each change, as server-sent events.
package struct ActivationEventRoutes: Sendable {
    private let services: APIServices

    package init(services: APIServices) { self.services = services }

    /// Those of `GET /v1/activations/{id}`.
    static let scopes: Set<APIKey.Scope> = [.activationsRead, .activationsWrite]

    @Sendable func follow(_ call: APICall) async throws -> Response {
        let id = try call.id(ActivationID.self)
        let (credentials, request) = (services.credentials, call.request)
        let reader = try? await credentials.caller(of: request, for: [.messagesRead])
        return try await follow(
            id, after: request.headers[.lastEventID], reader: reader,
            caller: { try await credentials.caller(of: request, for: Self.scopes) })
    }

    /// The stream of an activation.
    ///
    /// - Parameters:
    ///   - seen: What the client has seen, as `Last-Event-ID` says it.
    ///   - reader: Who may read messages, and where; `nil`: messages come without their attempts.
    ///   - caller: Whose stream it is, as things are when it is called: before the first event, before each other and in between.
    package func follow(
        _ id: ActivationID, after seen: String?, reader: Caller?, caller: @escaping @Sendable () async throws -> Caller
    ) async throws -> Response {
        let present = try await caller()
        let view = try await services.issuer.activation(id, for: present)
        let events = ActivationEvents(
            seen: EventID(seen ?? ""), showsAttempts: reader?.mayActFor(view.activation.municipality) ?? false)
        // The one answer after which a client does not ask again (WHATWG HTML §9.2.3).
        if ActivationEvents.isOver(view, at: services.clock.now), events.hasSeen(view) { return Response(status: .noContent) }
        let stream = ActivationEventStream(
            id: id, issuer: services.issuer, streams: services.events, clock: services.clock, caller: caller,
            place: try services.events.enter(present.principal))
        var response = Response(
            status: .ok, headers: [.contentType: ServerSentEvent.contentType, .cacheControl: "no-store"],
            body: ResponseBody { writer in
                try await stream.run(events, to: &writer)
                try await writer.finish(nil)
            })
        response.headers[.accelBuffering] = "no"
        return response
    }
}
