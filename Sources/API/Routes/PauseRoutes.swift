import HTTPTypes
import Hummingbird
import Issuance
import Mail
import Queue

/// `POST /v1/queue/pause` and `resume`.
struct PauseRoutes: Sendable {
    let services: APIServices

    /// The queue is shared by all municipalities, so a key limited to one is refused.
    func setPaused(_ isPaused: Bool) -> @Sendable (APICall) async throws -> Response {
        let services = services
        return { call in
            let caller = try call.caller
            guard caller.reach == .everywhere else { throw Problem.sharedQueue }
            var fields = FieldReader(try await call.json().value)
            let names = PauseOperations.Names(
                lane: fields.optionalString("lane", atMost: 64), relay: fields.optionalString("relay", atMost: 255),
                domain: fields.optionalString("domain", atMost: 255))
            try fields.refuseFaults()
            let operations = PauseOperations(control: services.pauses, relays: services.relays.relays.map(\.name))
            let paused = try await operations.setPaused(isPaused, names, by: caller.principal.actor)
            return Response(json: JSONWriter.object { $0.pauses(paused) })
        }
    }
}

extension Problem {
    package static let sharedQueue = Problem(
        .forbidden, "The queue is shared by all municipalities; this needs a key that is not limited to one.")
}

extension JSONWriter {
    /// `paused: [{lane}, {relay}, {domain}]`, each as it is given to pause it.
    mutating func pauses(_ pauses: [QueuePause]) {
        objects("paused", pauses) { json, pause in
            switch pause.subject {
            case .lane: json.string("lane", pause.name)
            case .relay: json.string("relay", pause.name)
            case .domain: json.string("domain", pause.name)
            }
        }
    }
}
