import HTTPTypes
import Hummingbird
import Issuance
import Mail
import Queue

/// `POST /v1/citizens:export` and `:erase`.
func citizenRoutes(_ services: APIServices) -> [Route] {
    let citizens = CitizenRoutes(citizens: services.issuer.citizens)
    return [
        Route(.post, "/v1/citizens:export", .scoped([.admin]), citizens.export),
        Route(.post, "/v1/citizens:erase", .scoped([.admin]), citizens.erase),
    ]
}

/// What is held about one citizen, by the number in the body: never in a URL, which is logged on the way.
struct CitizenRoutes: Sendable {
    let citizens: CitizenRegister

    @Sendable func export(_ call: APICall) async throws -> Response {
        let export = try await citizens.export(try await Self.number(call), by: try call.caller.principal.actor)
        return Response(json: JSONWriter.object(reserving: 4_096) { $0.export(export) })
    }

    @Sendable func erase(_ call: APICall) async throws -> Response {
        let receipt = try await citizens.erase(try await Self.number(call), by: try call.caller.principal.actor)
        return Response(json: JSONWriter.object { $0.receipt(receipt) })
    }

    /// A citizen's records may be of several municipalities, so a key limited to one is refused.
    private static func number(_ call: APICall) async throws -> Secret {
        guard try call.caller.reach == .everywhere else {
            throw Problem(.forbidden, "A citizen's records may be of several municipalities; this needs a key that is not limited to one.")
        }
        var fields = FieldReader(try await call.json().value)
        let number = fields.string("citizen_number", atMost: 64)
        try fields.refuseFaults()
        return Secret(number)
    }
}
