import API
import HTTPTypes
import Issuance
import Mail
import Queue
import StoreSQLite
import TestKit
import Testing

@Suite(.timeLimit(.minutes(5))) struct ActivationListRouteTests {
    private func ids(_ answer: Reading) throws -> [String] {
        guard case .array(let items)? = try answer.json()["activations"] else { return [] }
        return items.compactMap { if case .string(let id)? = $0["id"] { id } else { nil } }
    }

    @Test func `activations are listed newest first, page by page`() async throws {
        let service = try await Service()
        var issued: [String] = []
        for (number, language) in ["fr", "nl", "de"].enumerated() {
            service.clock.advance(by: .seconds(1))
            issued.append(try await service.issued(language, email: "jan\(number)@example.be").id)
        }
        let first = try await service.ask(.get, "/v1/activations?limit=2")
        #expect(first.status == 200, "\(first.text)")
        #expect(try ids(first) == [issued[2], issued[1]])
        let rest = try await service.ask(.get, "/v1/activations?limit=2&cursor=\(try first.string("next_cursor"))")
        #expect(try ids(rest) == [issued[0]])
        #expect(try rest.json()["next_cursor"] == .null)
        #expect(try ids(try await service.ask(.get, "/v1/activations?municipality=11002")) == [issued[1]])
        #expect(try ids(try await service.ask(.get, "/v1/activations?state=redeemed")).isEmpty)
        #expect(try ids(try await service.ask(.get, "/v1/activations?state=pending&case=no_eid")).count == 3)
        for secret in [Service.number, "jan0@", "jan1@"] { #expect(!first.text.contains(secret) && !rest.text.contains(secret)) }
    }

    @Test func `a key limited to a municipality sees its own and is refused another's`() async throws {
        let service = try await Service()
        let own = try await service.issued("nl").id
        _ = try await service.issued("fr", email: "els@example.be")
        let (_, limited) = try await service.keys.create(
            name: "limited", scopes: [.activationsRead], municipality: "11002", by: .localOperator)
        let key = limited.revealText()
        #expect(try ids(try await service.ask(.get, "/v1/activations", key: key)) == [own])
        let other = try await service.ask(.get, "/v1/activations?municipality=62063", key: key)
        #expect(other.status == 403)
        #expect(try other.problem() == "forbidden")
    }

    @Test(arguments: [
        ("state=open", ["state"]), ("case=x&limit=0", ["case", "limit"]), ("cursor=act_1", ["cursor"]), ("page=2", ["page"]),
        ("municipality=12345678901234567", ["municipality"]),
    ])
    func `parameters that are wrong are named`(query: String, fields: [String]) async throws {
        let answer = try await Service().ask(.get, "/v1/activations?\(query)")
        #expect(answer.status == 422)
        #expect(try answer.faultyFields() == fields)
    }

    @Test func `an activation shows what it rests on`() async throws {
        let service = try await Service()
        let body = Bodies.activation(email: "jan@gmial.com").dropLast() + #","confirm_warnings":["address_mistyped"]}"#
        let issued = try await service.ask(.post, "/v1/activations", body: String(body))
        let shown = try await service.ask(.get, "/v1/activations/\(try issued.string("id"))").json()
        #expect(shown["confirmed_warnings"] == .array([.string("address_mistyped")]))
        #expect(shown["bis_registered_on"] == .null && shown["corrected_at"] == .null)
        #expect(shown["identification"]?["checked_with"] == .string("prado"))
        let keys = try await service.store.apiKeys()
        #expect(shown["issued_by"] == .string(keys[0].id.description))
    }
}
