import HTTPTypes
import Hummingbird

/// Whether the service lives and is ready, its metrics and its description.
struct ProbeRoutes: Sendable {
    let services: APIServices

    @Sendable func live(_ call: APICall) -> Response {
        Response(json: JSONWriter.object { $0.string("status", "alive") })
    }

    /// 200 also when degraded: a relay that is away is no reason to take the service out of the balance.
    @Sendable func ready(_ call: APICall) async throws -> Response {
        switch await services.readiness.readiness() {
        case .ready:
            return Response(json: JSONWriter.object { $0.string("status", "ready") })
        case .degraded(let reasons):
            return Response(
                json: JSONWriter.object {
                    $0.string("status", "degraded")
                    $0.string("reason", reasons.map(\.text).joined(separator: "; "))
                })
        case .unready(let reason):
            var problem = Problem(.overloaded, reason)
            problem.retryAfter = .seconds(5)
            throw problem
        }
    }

    @Sendable func metrics(_ call: APICall) -> Response {
        Response(bytes: Array(services.metricsText().utf8), type: "text/plain; version=0.0.4; charset=utf-8")
    }

    @Sendable func openAPI(_ call: APICall) -> Response {
        Response(bytes: services.openAPI, type: "application/yaml")
    }
}
