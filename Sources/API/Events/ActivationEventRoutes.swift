import HTTPTypes
import Hummingbird
import Issuance
import Mail

/// `GET /v1/activations/{id}/events`: its state now and each change, as server-sent events.
struct ActivationEventRoutes: Sendable {
    let services: APIServices

    /// Those of `GET /v1/activations/{id}`.
    static let scopes: Set<APIKey.Scope> = [.activationsRead, .activationsWrite]

    @Sendable func follow(_ call: APICall) async throws -> Response {
        let id = try call.id(ActivationID.self)
        let view = try await services.issuer.activation(id, for: try call.caller)
        let reader = try? await services.credentials.caller(of: call.request, for: [.messagesRead])
        let events = ActivationEvents(
            seen: EventID(call.request.headers[.lastEventID] ?? ""),
            showsAttempts: reader?.mayActFor(view.activation.municipality) ?? false)
        // The one answer after which a client does not ask again (WHATWG HTML §9.2.3).
        if ActivationEvents.isOver(view, at: services.clock.now), events.hasSeen(view) { return Response(status: .noContent) }
        let stream = try stream(of: id, for: call)
        var response = Response(
            status: .ok, headers: [.contentType: ServerSentEvent.contentType, .cacheControl: "no-store"],
            body: ResponseBody { writer in
                try await stream.run(events, to: &writer)
                try await writer.finish(nil)
            })
        response.headers[.accelBuffering] = "no"
        return response
    }

    private func stream(of id: ActivationID, for call: APICall) throws(Problem) -> ActivationEventStream {
        let (credentials, request) = (services.credentials, call.request)
        return ActivationEventStream(
            id: id, issuer: services.issuer, streams: services.events, clock: services.clock,
            caller: { try await credentials.caller(of: request, for: Self.scopes) },
            place: try services.events.enter(try call.caller.principal))
    }
}
