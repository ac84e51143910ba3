import HTTPTypes
import Hummingbird
import Issuance
import Mail
import Queue

/// Messages and the queue, for operators and for fronts that follow their own.
struct MessageRoutes: Sendable {
    let services: APIServices

    /// Messages on a page when the caller does not say.
    private static let pageItems = 50

    @Sendable func show(_ call: APICall) async throws -> Response {
        let id = try call.id(QueueID.self)
        let caller = try call.caller
        guard let message = try await services.queue.message(id), Self.mayShow(message, to: caller) else { throw Problem.notFound }
        return Self.response(message)
    }

    /// `POST …/retry`, `hold`, `release`, `cancel`: answers the message as it stands afterwards.
    func operate(_ verb: MessageOperations.Verb) -> @Sendable (APICall) async throws -> Response {
        let operations = MessageOperations(queue: services.queue, kinds: services.kinds, clock: services.clock)
        return { call in
            let id = try call.id(QueueID.self)
            let caller = try call.caller
            try await call.json(emptyAllowed: true).value.mustBeEmptyObject()
            guard let found = try await services.queue.message(id), Self.mayShow(found, to: caller) else { throw Problem.notFound }
            return Self.response(try await operations.perform(verb, on: id, by: caller.principal.actor))
        }
    }

    private static func response(_ message: QueueMessage) -> Response {
        Response(json: shown(message))
    }

    /// `GET /v1/messages/{id}`.
    static func shown(_ message: QueueMessage) -> [UInt8] {
        JSONWriter.object(reserving: 1_024) { json in
            json.summary(of: message)
            json.attempts(message.attempts)
        }
    }

    @Sendable func list(_ call: APICall) async throws -> Response {
        var query = QueryReader(call)
        let filter = MessageFilter(
            state: query.word("state", QueueState.self), kind: query.text("kind", atMost: 64), lane: query.word("lane", Lane.self),
            domain: query.text("domain"), municipalities: try call.caller.reach.codes, reason: query.word("reason", Reason.self),
            issuedBefore: query.instant("issued_before"))
        let after = query.id("cursor", QueueID.self)
        let limit = query.integer("limit", in: 1...Limits.pageItems) ?? Self.pageItems
        try query.refuseFaults()
        let page = try await services.queue.messages(filter, after: after, limit: limit)
        return Response(
            json: JSONWriter.object(reserving: 16_384) { json in
                json.objects("messages", page.messages) { $0.summary(of: $1) }
                json.string("next_cursor", orNull: page.next?.description)
            })
    }

    /// The counts are of all municipalities together, so a key limited to one is refused.
    @Sendable func queue(_ call: APICall) async throws -> Response {
        guard try call.caller.reach == .everywhere else { throw Problem.sharedQueue }
        let summary = try await services.queue.summary(
            now: services.clock.now, minimumLeft: services.kinds.kinds.mapValues(\.minimumLeft))
        let relays = services.relays.relays
        let paused = await PauseOperations.sorted(services.pauses.pauses)
        return Response(
            json: JSONWriter.object(reserving: 1_024) { json in
                json.objects("lanes", summary.lanes) { $0.lane($1) }
                json.objects("relays", relays) { $0.relay($1) }
                json.pauses(paused)
                json.object("totals") { json in
                    for state in QueueState.allCases where state.isTerminal {
                        json.integer(named: state.rawValue, Int64(summary.totals[state] ?? 0))
                    }
                }
            })
    }

    private static func mayShow(_ message: QueueMessage, to caller: Caller) -> Bool {
        caller.mayActFor(message.municipality)
    }
}

extension JSONWriter {
    fileprivate mutating func lane(_ lane: LaneSummary) {
        string("lane", lane.lane.rawValue)
        integer("queued", Int64(lane.queued))
        integer("leased", Int64(lane.leased))
        integer("held", Int64(lane.held))
        integer("oldest_age_s", orNull: lane.oldestAge?.components.seconds)
        integer("will_expire", Int64(lane.willExpire))
    }

    fileprivate mutating func relay(_ relay: RelayReport) {
        string("name", relay.name)
        string("breaker", relay.breaker)
        integer("priority", Int64(relay.priority))
        integer("weight", Int64(relay.weight))
        integer("connections", Int64(relay.connections))
        integer("concurrency", Int64(relay.concurrency))
        integer("in_flight", Int64(relay.inFlight))
        bool("plain", relay.isPlain)
        bool("bare", relay.isBare)
    }
}
