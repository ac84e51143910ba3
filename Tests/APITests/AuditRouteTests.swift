import API
import HTTPTypes
import Issuance
import Mail
import TestKit
import Testing

@Suite(.timeLimit(.minutes(1))) struct AuditRouteTests {
    private static func entries(_ answer: Reading) throws -> [JSONValue] {
        guard case .array(let entries)? = try answer.json()["entries"] else { return [] }
        return entries
    }

    private static func text(_ value: JSONValue?) -> String {
        guard case .string(let text)? = value else { return "-" }
        return text
    }

    private func key(_ service: Service, municipality: String? = nil) async throws -> String {
        try await service.keys.create(name: "auditor", scopes: [.admin], municipality: municipality).1.revealText()
    }

    @Test func `an administrator reads who did what, newest first`() async throws {
        let service = try await Service()
        let key = try await key(service)
        let (id, _, _) = try await service.issued()
        let answer = try await service.ask(.get, "/v1/audit?limit=2", key: key)
        #expect(answer.status == 200)
        let entries = try Self.entries(answer)
        #expect(entries.map { Self.text($0["action"]) } == ["activation_issued", "api_key_created"])
        let issued = try #require(entries.first)
        #expect(issued["object"] == .string(id) && issued["municipality"] == .string("62063"))
        #expect(Self.text(issued["actor"]).hasPrefix("api_") && Self.text(issued["mac"]).count == 64)
        #expect(issued["at"] == .string(service.clock.now.rfc3339))
        #expect(issued["details"] == .array([.string("no_eid"), .string("paper"), .string("normal")]))
        let cursor = try answer.string("next_cursor")
        let next = try await service.ask(.get, "/v1/audit?cursor=\(cursor)", key: key)
        #expect(try Self.entries(next).map { Self.text($0["action"]) }.last == "api_key_created")
        #expect(try next.json()["next_cursor"] == .null)
    }

    @Test func `nothing of the citizen is in it`() async throws {
        let service = try await Service()
        let key = try await key(service)
        let (_, code, token) = try await service.issued()
        let body = #"{"token":"\#(token)","code":"\#(code)"}"#
        #expect(try await service.ask(.post, "/v1/activations/redeem", body: body).status == 200)
        let text = try await service.ask(.get, "/v1/audit?limit=200", key: key).text
        #expect(text.contains("activation_redeemed"))
        for secret in ["jan", "peeters", "example.be", Service.number, code, token] { #expect(!text.contains(secret)) }
    }

    @Test func `filters narrow it`() async throws {
        let service = try await Service()
        let key = try await key(service)
        let (id, _, _) = try await service.issued()
        func actions(_ query: String) async throws -> [String] {
            try await Self.entries(service.ask(.get, "/v1/audit?\(query)", key: key)).map { Self.text($0["action"]) }
        }
        #expect(try await actions("object=\(id)") == ["activation_issued"])
        #expect(try await actions("action=api_key_created").count == 2)
        #expect(try await actions("municipality=62063&action=agreement_registered") == ["agreement_registered"])
        #expect(try await actions("actor=citizen").isEmpty)
        #expect(try await actions("since=\(service.clock.now.rfc3339)").count == 8)
        #expect(try await actions("until=\(service.clock.now.rfc3339)").isEmpty)
    }

    @Test func `a key limited to a municipality reads its entries alone`() async throws {
        let service = try await Service()
        let key = try await key(service, municipality: "62063")
        _ = try await service.issued()
        let all = try await service.ask(.get, "/v1/audit", key: key)
        #expect(try !Self.entries(all).isEmpty)
        #expect(try Self.entries(all).allSatisfy { $0["municipality"] == .string("62063") })
        #expect(try await Self.entries(service.ask(.get, "/v1/audit?municipality=62063", key: key)).count == Self.entries(all).count)
        let other = try await service.ask(.get, "/v1/audit?municipality=11002", key: key)
        #expect(other.status == 403)
        #expect(try other.problem() == "forbidden")
    }

    @Test(arguments: [
        ("action=looked", "action"), ("municipality=1", "municipality"), ("since=yesterday", "since"), ("cursor=0", "cursor"),
        ("limit=201", "limit"), ("name=x", "name"),
    ])
    func `a wrong parameter is named`(query: String, field: String) async throws {
        let service = try await Service()
        let answer = try await service.ask(.get, "/v1/audit?\(query)", key: key(service))
        #expect(answer.status == 422)
        #expect(try answer.faultyFields() == [field])
    }
}
