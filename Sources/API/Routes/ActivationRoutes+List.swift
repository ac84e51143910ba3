import Hummingbird
import Issuance
import Mail
import Queue

extension ActivationRoutes {
    /// Activations on a page when the caller does not say.
    private static let pageItems = 50

    /// `GET /v1/activations`: what the caller may see, newest first.
    @Sendable func list(_ call: APICall) async throws -> Response {
        var query = QueryReader(call)
        let asked = ActivationQuery(
            state: query.word("state", Activation.State.self), case: query.word("case", Activation.Case.self),
            municipality: query.text("municipality", atMost: 16), after: query.id("cursor", ActivationID.self),
            limit: query.integer("limit", in: 1...Limits.pageItems) ?? Self.pageItems)
        try query.refuseFaults()
        let (summaries, next) = try await issuer.activations(asked, for: try call.caller)
        return Response(
            json: JSONWriter.object(reserving: 32_768) { json in
                json.objects("activations", summaries) { $0.summary(of: $1) }
                json.string("next_cursor", orNull: next?.description)
            })
    }
}

extension JSONWriter {
    fileprivate mutating func summary(of summary: ActivationSummary) {
        activation(summary.activation, state: summary.state, reference: summary.reference, maskedAddress: summary.maskedAddress)
        object("message") { json in
            json.string("id", summary.activation.message.description)
            json.string("state", orNull: summary.messageState?.rawValue)
        }
    }
}
