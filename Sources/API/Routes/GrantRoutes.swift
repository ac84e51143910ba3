import HTTPTypes
import Hummingbird
import Issuance
import Mail
import Queue

/// The roles of persons: `/v1/municipalities/{nis}/grants`, and `/v1/grants` for those that reach everywhere; and their names.
struct GrantRoutes: Sendable {
    let grants: GrantRegistry
    let clock: any TimeSource

    /// Grants on a page when the caller does not say.
    private static let pageItems = 50

    @Sendable func list(_ call: APICall) async throws -> Response {
        let giver = grants.giver(for: try call.caller)
        var query = QueryReader(call)
        let after = query.id("cursor", GrantID.self)
        let limit = query.integer("limit", in: 1...Limits.pageItems) ?? Self.pageItems
        try query.refuseFaults()
        let page = try await grants.grants(in: Self.municipality(call), for: giver, after: after, limit: limit)
        let now = clock.now
        return Response(
            json: JSONWriter.object(reserving: 8_192) { json in
                json.objects("grants", page.grants) { $0.grant($1, at: now) }
                json.string("next_cursor", orNull: page.next?.description)
            })
    }

    @Sendable func give(_ call: APICall) async throws -> Response {
        let giver = grants.giver(for: try call.caller)
        let (value, bytes) = try await call.json()
        let request = try GrantRequest(json: value)
        let clock = clock
        // The name is sealed where it is kept; a remembered answer is not.
        let idempotency = try call.idempotency(body: bytes, status: .created) { (view: GrantView) in
            JSONWriter.object { $0.grant(view, at: clock.now, withName: false) }
        }
        let answer = try await grants.give(request, in: Self.municipality(call), by: giver, idempotency: idempotency)
        return call.response(to: answer, status: .created) { view in JSONWriter.object { $0.grant(view, at: clock.now) } }
    }

    @Sendable func withdraw(_ call: APICall) async throws -> Response {
        let giver = grants.giver(for: try call.caller)
        let view = try await grants.withdraw(try call.id(GrantID.self), in: Self.municipality(call), by: giver)
        return Response(json: JSONWriter.object { $0.grant(view, at: clock.now) })
    }

    @Sendable func eraseName(_ call: APICall) async throws -> Response {
        let giver = grants.giver(for: try call.caller)
        let person = try call.id(PersonID.self)
        try await grants.eraseName(of: person, by: giver)
        return Response(
            json: JSONWriter.object { json in
                json.string("id", person.description)
                json.string("name", "")
            })
    }

    /// NIS code of the path; `nil` on the path without one.
    private static func municipality(_ call: APICall) -> String? { call.context.parameters.get("nis") }
}

extension GrantRequest {
    /// - Throws: `invalid` for what is no request for a grant.
    init(json value: JSONValue) throws(Problem) {
        var fields = FieldReader(value)
        let subject = fields.string("subject", atMost: Self.subjectOctets)
        let name = fields.string("name", atMost: Self.nameOctets)
        let role = fields.word("role", Role.self)
        let from = fields.optionalString("valid_from", atMost: 10)
        let until = fields.optionalString("valid_until", atMost: 10)
        let email = fields.optionalString("email")
        try fields.refuseFaults()
        guard let role else { throw .invalid("role", "is missing") }
        self.init(subject: subject, name: name, role: role, validFrom: from, validUntil: until, email: email)
    }
}

extension JSONWriter {
    fileprivate mutating func grant(_ view: GrantView, at now: Instant, withName: Bool = true) {
        let grant = view.grant
        string("id", grant.id.description)
        object("person") { json in
            json.string("id", grant.person.description)
            if withName { json.string("name", view.name) }
        }
        string("role", grant.role.rawValue)
        string("municipality", orNull: grant.municipality)
        string("state", grant.state(at: now).rawValue)
        instant("valid_from", grant.validFrom)
        string("valid_until", orNull: grant.validUntil?.rfc3339)
        instant("given_at", grant.given)
        string("given_by", grant.givenBy.text)
        string("withdrawn_at", orNull: grant.withdrawn?.rfc3339)
        string("withdrawn_by", orNull: grant.withdrawnBy?.text)
    }
}
