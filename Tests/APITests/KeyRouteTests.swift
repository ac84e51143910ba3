import API
import HTTPTypes
import Issuance
import Mail
import StoreSQLite
import TestKit
import Testing

/// `/v1/keys`.
@Suite(.timeLimit(.minutes(1))) struct KeyRouteTests {
    private static let body = #"{"name":"front","scopes":["codes:write","messages:read"],"municipality":"62063"}"#

    @Test func `a key is made, shown once, used, listed and revoked`() async throws {
        let service = try await Service(scopes: [.admin])
        let made = try await service.ask(.post, "/v1/keys", body: Self.body)
        #expect(made.status == 201, "\(made.text)")
        #expect(try made.names() == ["id", "name", "scopes", "municipality", "created_at", "revoked_at", "key"])
        let (id, key) = (try made.string("id"), try made.string("key"))
        #expect(key.hasPrefix("pdk_"))
        #expect(try await service.ask(.get, "/v1/messages", key: key).status == 200)
        let listed = try await service.ask(.get, "/v1/keys")
        guard case .array(let keys)? = try listed.json()["keys"] else { return }
        #expect(keys.contains { $0["id"] == .string(id) && $0["scopes"] == .array([.string("codes:write"), .string("messages:read")]) })
        #expect(!listed.text.contains("pdk_"))
        let revoked = try await service.ask(.delete, "/v1/keys/\(id)")
        #expect(revoked.status == 200)
        #expect(try !revoked.string("revoked_at").isEmpty)
        #expect(try await service.ask(.delete, "/v1/keys/\(id)").bytes == revoked.bytes)
        #expect(try await service.ask(.get, "/v1/messages", key: key).status == 401)
    }

    @Test func `a replay has no key, and makes none`() async throws {
        let service = try await Service(scopes: [.admin])
        let first = try await service.ask(.post, "/v1/keys", body: Self.body, headers: [.idempotencyKey: "k"])
        let again = try await service.ask(.post, "/v1/keys", body: Self.body, headers: [.idempotencyKey: "k"])
        #expect(again.status == 201 && again.headers[.idempotencyReplayed] == "true")
        #expect(try again.string("id") == first.string("id"))
        #expect(!again.text.contains("pdk_"))
        #expect(try await service.store.apiKeys().count == 2)
        let other = try await service.ask(.post, "/v1/keys", body: #"{"name":"x","scopes":["admin"]}"#, headers: [.idempotencyKey: "k"])
        #expect(try other.problem() == "idempotency-conflict")
    }

    @Test(arguments: [
        (#"{}"#, ["name"]), (#"{"name":""}"#, ["name", "scopes"]), (#"{"name":"a","scopes":[]}"#, ["scopes"]),
        (#"{"name":"a","scopes":["codes:write","x"]}"#, ["scopes"]), (#"{"name":"a","scopes":["audit:read"]}"#, ["scopes"]),
        (#"{"name":"a","scopes":["grants:manage","admin"]}"#, ["scopes"]),
        (#"{"name":"a","scopes":["admin"],"municipality":"99999"}"#, ["municipality"]),
        (#"{"name":"a\nb","scopes":["admin"]}"#, ["name"]),
    ])
    func `every wrong field is named`(body: String, fields: [String]) async throws {
        let answer = try await Service(scopes: [.admin]).ask(.post, "/v1/keys", body: body)
        #expect(answer.status == 422)
        #expect(try answer.faultyFields() == fields)
    }

    @Test func `a key limited to a municipality makes, sees and revokes such keys alone`() async throws {
        let service = try await Service(scopes: [.admin], municipality: "62063")
        let everywhere = try await service.keys.create(name: "all", scopes: [.codesWrite], municipality: nil).0
        let other = try await service.keys.create(name: "other", scopes: [.codesWrite], municipality: "11002").0
        for id in [everywhere.id, other.id] { #expect(try await service.ask(.delete, "/v1/keys/\(id)").status == 404) }
        guard case .array(let keys)? = try await service.ask(.get, "/v1/keys").json()["keys"] else { return }
        #expect(keys.count == 1)
        for body in [#"{"name":"a","scopes":["admin"]}"#, #"{"name":"a","scopes":["admin"],"municipality":"11002"}"#] {
            #expect(try await service.ask(.post, "/v1/keys", body: body).status == 403)
        }
        let own = try await service.ask(.post, "/v1/keys", body: Self.body)
        #expect(own.status == 201)
        #expect(try await service.ask(.delete, "/v1/keys/\(try own.string("id"))").status == 200)
    }

    @Test func `an administrator who signed in has them all`() async throws {
        let service = try await Service()
        let token = try await service.signIn("admin", [HeldRole(.administrator, in: nil)])
        let made = try await service.ask(.post, "/v1/keys", body: Self.body, key: token)
        #expect(made.status == 201)
        let entry = try #require(
            try await service.store.auditEntries(after: 0, limit: 100).first { try $0.object == made.string("id") })
        #expect(entry.action == "api_key_created" && entry.actor.hasPrefix("psn_"))
    }

    @Test func `lists go page by page, oldest first`() async throws {
        let service = try await Service(scopes: [.admin])
        for number in 0..<4 {
            service.clock.advance(by: .milliseconds(5))
            _ = try await service.keys.create(name: "k\(number)", scopes: [.codesWrite], municipality: nil)
        }
        let first = try await service.ask(.get, "/v1/keys?limit=3")
        let second = try await service.ask(.get, "/v1/keys?limit=3&cursor=\(try first.string("next_cursor"))")
        guard case .array(let one)? = try first.json()["keys"], case .array(let two)? = try second.json()["keys"] else { return }
        #expect((one + two).compactMap { $0["name"] } == ["front", "k0", "k1", "k2", "k3"].map { .string($0) })
        #expect(try second.json()["next_cursor"] == .null)
    }
}
