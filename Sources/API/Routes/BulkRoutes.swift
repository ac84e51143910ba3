import HTTPTypes
import Hummingbird
import Issuance
import Mail
import Queue

/// `POST /v1/messages:bulk`: what operators do with many messages at once.
struct BulkRoutes: Sendable {
    let operations: MessageOperations

    @Sendable func perform(_ call: APICall) async throws -> Response {
        let caller = try call.caller
        let request = try Self.request(try await call.json().value)
        let result = try await operations.perform(request, reach: caller.reach, by: caller.principal.actor)
        return Self.response(request, result)
    }

    private static func request(_ value: JSONValue) throws(Problem) -> BulkRequest {
        var fields = FieldReader(value)
        let action = fields.word("action", MessageOperations.Verb.self)
        let selection = fields.object("filter") { filter in
            MessageSelection(
                all: filter.bool("all"), state: filter.optionalString("state", atMost: 64), kind: filter.optionalString("kind", atMost: 64),
                lane: filter.optionalString("lane", atMost: 64), domain: filter.optionalString("domain", atMost: Limits.domainOctets),
                reason: filter.optionalString("reason", atMost: 64), issuedBefore: filter.optionalString("issued_before", atMost: 64))
        }
        let isTrial = fields.bool("dry_run")
        let cursor = fields.optionalString("cursor", atMost: 64)
        let after = cursor.flatMap { QueueID($0) }
        if cursor != nil, after == nil { fields.refuse("cursor", "must be a value that an answer gave as next_cursor") }
        let limit = fields.optionalInteger("limit", in: 1...Int64(Limits.bulkMessages)) ?? Int64(Limits.bulkMessages)
        let faults = fields.finish()
        guard faults.isEmpty, let action, let selection else { throw .invalid(faults) }
        return BulkRequest(action: action, selection: selection, isTrial: isTrial, cursor: after, limit: Int(limit))
    }

    private static func response(_ request: BulkRequest, _ result: BulkResult) -> Response {
        Response(
            json: JSONWriter.object(reserving: 1_024) { json in
                json.string("action", request.action.rawValue)
                json.bool("dry_run", request.isTrial)
                json.integer("matched", Int64(result.matched))
                json.object("states") { json in
                    for state in QueueState.allCases where !state.isTerminal {
                        json.integer(named: state.rawValue, Int64(result.states[state] ?? 0))
                    }
                }
                json.object("outcomes") { json in
                    for outcome in BulkOutcome.allCases { json.integer(named: outcome.rawValue, Int64(result.outcomes[outcome] ?? 0)) }
                }
                json.objects("sample", result.sample) { $0.summary(of: $1) }
                json.string("next_cursor", orNull: result.next?.description)
            })
    }
}
