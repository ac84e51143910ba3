import API
import HTTPTypes
import Issuance
import Mail
import Queue
import TestKit
import Testing

@Suite(.timeLimit(.minutes(5))) struct ActivationRouteTests {
    @Test func `an activation is issued, shown and redeemed once`() async throws {
        let service = try await Service()
        let issued = try await service.ask(.post, "/v1/activations", body: Bodies.activation())
        #expect(issued.status == 201, "\(issued.text)")
        #expect(try issued.names() == ["id", "activation_code", "reference", "language", "languages", "expires_at", "message"])
        let (id, code) = (try issued.string("id"), try issued.string("activation_code"))
        #expect(code.utf8.count == 11)
        let shown = try await service.ask(.get, "/v1/activations/\(id)")
        #expect(shown.status == 200)
        #expect(try shown.string("state") == "pending")
        #expect(try shown.string("masked_address") == "j•••@example.be")
        let token = try await service.newestToken()
        for secret in [code, token, Service.number, "jan.peeters"] { #expect(!shown.text.contains(secret)) }
        let body = #"{"token":"\#(token)","code":"\#(code.lowercased().replacing("-", with: " "))"}"#
        let redeemed = try await service.ask(.post, "/v1/activations/redeem", body: body)
        #expect(redeemed.status == 200, "\(redeemed.text)")
        #expect(try redeemed.names() == ["activation_id", "key_id", "assurance", "citizen_language", "languages"])
        #expect(try redeemed.string("activation_id") == id)
        #expect(try redeemed.string("citizen_language") == "fr")
        let again = try await service.ask(.post, "/v1/activations/redeem", body: body)
        #expect(again.status == 403)
        #expect(try again.problem() == "activation-invalid")
        let unknown = try await service.ask(
            .post, "/v1/activations/redeem", body: #"{"token":"AAAAAAAAAAAAAAAAAAAAAA","code":"\#(code)"}"#)
        #expect(unknown.text == again.text)
        let after = try await service.ask(.get, "/v1/activations/\(id)")
        #expect(try after.string("state") == "redeemed")
        #expect(try after.string("key_id") == redeemed.string("key_id"))
    }

    @Test func `a resent link replaces the former one`() async throws {
        let service = try await Service()
        let (id, code, first) = try await service.issued()
        service.clock.advance(by: .seconds(61))
        let resent = try await service.ask(.post, "/v1/activations/\(id)/resend")
        #expect(resent.status == 202, "\(resent.text)")
        #expect(try resent.names() == ["id", "reference", "expires_at", "message"])
        let reference = try resent.string("reference")
        #expect(try await service.newestMail(KindTable.activationLink).variables["reference"] == .text(reference))
        #expect(try await service.ask(.get, "/v1/activations/\(id)").string("reference") == reference)
        let second = try await service.newestToken()
        #expect(first != second)
        let old = try await service.ask(.post, "/v1/activations/redeem", body: #"{"token":"\#(first)","code":"\#(code)"}"#)
        #expect(old.status == 403)
        let new = try await service.ask(.post, "/v1/activations/redeem", body: #"{"token":"\#(second)","code":"\#(code)"}"#)
        #expect(new.status == 200)
        #expect(try await service.newestMail(KindTable.keyActivated).variables["reference"] == .text(reference))
        service.clock.advance(by: .seconds(61))
        let late = try await service.ask(.post, "/v1/activations/\(id)/resend")
        #expect(late.status == 409)
        #expect(try late.problem() == "conflict")
    }

    @Test func `every mail has a subject of its own`() async throws {
        let service = try await Service()
        let issued = try await service.ask(.post, "/v1/activations", body: Bodies.activation())
        var references = [try issued.string("reference")]
        for _ in 0..<3 {
            service.clock.advance(by: .seconds(3_600))
            references.append(try await service.ask(.post, "/v1/activations/\(try issued.string("id"))/resend").string("reference"))
        }
        #expect(Set(references).count == 4)
    }

    @Test(arguments: [
        (Bodies.activation(municipality: "44021", email: "a.b@example.be").replacing("\"fr\"", with: "\"nl\""), 403, "agreement-missing"),
        (Bodies.activation(result: "hit").replacing("prado", with: "checkdoc").replacing("MA", with: "BE"), 409, "identification-hit"),
        (Bodies.activation(municipality: "99999"), 422, "invalid"),
        (Bodies.activation(email: "jan@gmial.com"), 422, "warnings"),
    ])
    func `refusals have their code`(body: String, status: Int, code: String) async throws {
        let answer = try await Service().ask(.post, "/v1/activations", body: body)
        #expect(answer.status == status, "\(answer.text)")
        #expect(try answer.problem() == code)
    }

    @Test(
        arguments: [("checkdoc", "BE"), ("checkdoc", "MA"), ("prado", "MA"), ("prado", "BE"), ("none", "MA"), ("none", "BE")],
        ["jan.peeters@example.be", "no address"])
    func `a HIT is a HIT, whatever was checked with and whatever else is wrong`(check: (String, String), email: String) async throws {
        let body = Bodies.activation(email: email, result: "hit").replacing("prado", with: check.0).replacing("MA", with: check.1)
        let service = try await Service()
        let answer = try await service.ask(.post, "/v1/activations", body: body)
        #expect(try answer.status == 409 && answer.problem() == "identification-hit", "\(answer.text)")
        let batch = try await service.ask(.post, "/v1/activations:batch", body: "{\"dry_run\":true,\"items\":[\(body)]}")
        #expect(batch.status == 200 && batch.text.contains("identification-hit"), "\(batch.text)")
    }

    @Test func `a HIT in a request that cannot be read is a fault of its field`() async throws {
        let body = String(Bodies.activation(result: "hit").dropLast()) + #","assurance":"none"}"#
        let answer = try await Service().ask(.post, "/v1/activations", body: body)
        #expect(try answer.status == 422 && answer.faultyFields() == ["assurance"], "\(answer.text)")
    }

    @Test func `confirmed warnings pass`() async throws {
        let service = try await Service()
        let body = Bodies.activation(email: "jan@gmial.com")
        let warned = try await service.ask(.post, "/v1/activations", body: body)
        guard case .array(let warnings)? = try warned.json()["warnings"], case .string(let code)? = warnings.first?["code"] else {
            Issue.record("no warnings in \(warned.text)")
            return
        }
        #expect(warnings.allSatisfy { $0["field"] != nil && $0["detail"] != nil })
        let confirmed = String(body.dropLast()) + #","confirm_warnings":["\#(code)"]}"#
        #expect(try await service.ask(.post, "/v1/activations", body: confirmed).status == 201)
    }

    @Test func `wrong fields of every depth are named together`() async throws {
        let body = #"{"citizen_number":7,"case":"none","language":"fr","municipality":"62063","identification":{"document":"x"},"extra":1}"#
        let answer = try await Service().ask(.post, "/v1/activations", body: body)
        #expect(
            try answer.faultyFields() == [
                "citizen_number", "case", "email", "identification.document", "identification.country", "identification.checked_with",
                "identification.result", "extra",
            ])
    }

    @Test func `a key limited to a municipality neither issues for nor sees another`() async throws {
        let service = try await Service(municipality: "11002")
        let refused = try await service.ask(.post, "/v1/activations", body: Bodies.activation())
        #expect(refused.status == 403)
        #expect(try refused.problem() == "forbidden")
        let (_, all) = try await service.keys.create(name: "all", scopes: [.activationsWrite], municipality: nil)
        let issued = try await service.ask(.post, "/v1/activations", body: Bodies.activation(), key: all.revealText())
        let hidden = try await service.ask(.get, "/v1/activations/\(try issued.string("id"))")
        let message = try #require(try issued.json()["message"]?["id"])
        guard case .string(let id) = message else { return }
        #expect([403, 404].contains(hidden.status))
        #expect(try await service.ask(.get, "/v1/messages/\(id)").status == 404)
        #expect(try await service.ask(.get, "/v1/messages").text == #"{"messages":[],"next_cursor":null}"#)
        #expect(try await service.ask(.get, "/v1/queue").status == 403)
    }
}
