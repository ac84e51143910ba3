import HTTPTypes
import Hummingbird
import Issuance
import Mail

/// `GET /v1/audit`.
func auditRoutes(_ services: APIServices) -> [Route] {
    let audit = AuditRoutes(issuer: services.issuer)
    return [Route(.get, "/v1/audit", AuditRoutes.access, audit.list)]
}

/// The audit log, for administrators and auditors.
struct AuditRoutes: Sendable {
    let issuer: Issuer

    /// Who may read it at all; whose entries is the issuer's to say.
    static let access = Route.Access.scoped([.admin, .auditRead])
    /// Entries on a page when the caller does not say.
    private static let pageItems = 50

    @Sendable func list(_ call: APICall) async throws -> Response {
        var query = QueryReader(call)
        let filter = AuditFilter(
            action: query.word("action", AuditAction.self), object: query.text("object", atMost: 300),
            actor: query.text("actor", atMost: 64), municipalities: query.nis("municipality").map { [$0] },
            since: query.instant("since"), until: query.instant("until"))
        let before = query.integer("cursor", in: 1...Int.max)
        let limit = query.integer("limit", in: 1...Limits.pageItems) ?? Self.pageItems
        try query.refuseFaults()
        let page = try await issuer.audit(filter, before: before.map(Int64.init), limit: limit, for: try call.caller)
        return Response(
            json: JSONWriter.object(reserving: 16_384) { json in
                json.objects("entries", page.entries) { $0.entry($1) }
                json.string("next_cursor", orNull: page.next.map(String.init))
            })
    }
}

extension JSONWriter {
    fileprivate mutating func entry(_ entry: AuditEntry) {
        integer("number", entry.number)
        instant("at", entry.at)
        string("actor", entry.actor)
        string("action", entry.action)
        string("object", entry.object)
        string("municipality", orNull: entry.municipality)
        strings("details", entry.details.split(separator: " ").map(String.init))
        string("mac", Hexadecimal.text(entry.mac))
    }
}
