import HTTPTypes
import Hummingbird
import Issuance
import Mail

/// API keys of fronts. A caller who is limited to municipalities sees and makes keys with such a limit alone.
struct KeyRoutes: Sendable {
    let issuer: Issuer
    let apiKeys: APIKeyRegistry

    /// Keys on a page when the caller does not say.
    private static let pageItems = 50

    @Sendable func list(_ call: APICall) async throws -> Response {
        let caller = try call.caller
        var query = QueryReader(call)
        let after = query.id("cursor", APIKeyID.self)
        let limit = query.integer("limit", in: 1...Limits.pageItems) ?? Self.pageItems
        try query.refuseFaults()
        let page = apiKeys.page(for: caller, after: after, limit: limit)
        return Response(
            json: JSONWriter.object(reserving: 8_192) { json in
                json.objects("keys", page.keys) { $0.apiKey($1) }
                json.string("next_cursor", orNull: page.next?.description)
            })
    }

    @Sendable func create(_ call: APICall) async throws -> Response {
        let (value, bytes) = try await call.json()
        var fields = FieldReader(value)
        let name = fields.string("name")
        let scopes = fields.optionalStrings("scopes", atMost: APIKey.Scope.ofKeys.count)
        let municipality = fields.optionalString("municipality", atMost: 5)
        try fields.refuseFaults()
        let answer = try await issuer.createAPIKey(
            APIKeyRegistration(name: name, scopes: scopes, municipality: municipality), in: apiKeys, by: try call.caller,
            idempotency: try call.idempotency(body: bytes, status: .created) { Self.created($0, withKey: false) })
        return call.response(to: answer, status: .created) { Self.created($0, withKey: true) }
    }

    @Sendable func revoke(_ call: APICall) async throws -> Response {
        let key = try await issuer.revokeAPIKey(try call.id(APIKeyID.self), in: apiKeys, by: try call.caller)
        return Response(json: JSONWriter.object { $0.apiKey(key) })
    }

    /// The text of the key stands only in the answer to its making, never in a replay.
    private static func created(_ created: CreatedAPIKey, withKey: Bool) -> [UInt8] {
        JSONWriter.object { json in
            json.apiKey(created.key)
            if withKey { json.string("key", created.text.revealText()) }
        }
    }
}

extension JSONWriter {
    fileprivate mutating func apiKey(_ key: APIKey) {
        string("id", key.id.description)
        string("name", key.name)
        strings("scopes", key.scopes.map(\.rawValue).sorted())
        string("municipality", orNull: key.municipality)
        instant("created_at", key.created)
        string("revoked_at", orNull: key.revoked?.rfc3339)
    }
}
