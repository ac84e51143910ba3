import API
import HTTPTypes
import Issuance
import Mail
import Queue
import StoreSQLite
import TestKit
import Testing

@Suite(.timeLimit(.minutes(5))) struct ActivationChangeRouteTests {
    private func redeem(_ service: Service, token: String, code: String, key: String?? = nil) async throws -> Reading {
        try await service.ask(.post, "/v1/activations/redeem", body: #"{"token":"\#(token)","code":"\#(code)"}"#, key: key)
    }

    @Test func `a pending activation is revoked, once`() async throws {
        let service = try await Service()
        let (id, code, token) = try await service.issued()
        let revoked = try await service.ask(.post, "/v1/activations/\(id)/revoke")
        #expect(revoked.status == 200, "\(revoked.text)")
        #expect(try revoked.names() == ["id", "state", "key_id"])
        #expect(try revoked.string("state") == "revoked")
        #expect(try await redeem(service, token: token, code: code).problem() == "activation-invalid")
        let shown = try await service.ask(.get, "/v1/activations/\(id)")
        #expect(try shown.string("state") == "revoked")
        #expect(try shown.string("masked_address").isEmpty)
        #expect(try shown.json()["message"]?["state"] == .string("cancelled"))
        for path in ["revoke", "reissue", "resend"] {
            let again = try await service.ask(.post, "/v1/activations/\(id)/\(path)")
            #expect(again.status == 409, "\(path)")
            #expect(try again.problem() == "conflict")
            #expect(try again.string("detail").contains("revoked"))
        }
        let corrected = try await service.ask(.patch, "/v1/activations/\(id)", body: #"{"email":"els@example.be"}"#)
        #expect(corrected.status == 409)
    }

    @Test func `revoking a redeemed activation ends its key and the codes for it`() async throws {
        let service = try await Service()
        let (id, code, token) = try await service.issued()
        let key = try await redeem(service, token: token, code: code).string("key_id")
        let ask = #"{"key_id":"\#(key)","purpose":"sign-in","binding":"session-1"}"#
        let issued = try await service.ask(.post, "/v1/codes", body: ask)
        let digits = try await service.newestCode()
        let revoked = try await service.ask(.post, "/v1/activations/\(id)/revoke")
        #expect(try revoked.string("key_id") == key)
        let verify = try await service.ask(
            .post, "/v1/codes/\(try issued.string("id"))/verify", body: #"{"code":"\#(digits)","binding":"session-1"}"#)
        #expect(try verify.problem() == "code-invalid")
        service.clock.advance(by: .seconds(61))
        #expect(try await service.ask(.post, "/v1/codes", body: ask).faultyFields() == ["key_id"])
    }

    @Test func `a reissue gives a new pair, and its replay no code`() async throws {
        let service = try await Service()
        let (id, code, token) = try await service.issued()
        service.clock.advance(by: .seconds(61))
        let headers: HTTPFields = [.idempotencyKey: "again"]
        let fresh = try await service.ask(.post, "/v1/activations/\(id)/reissue", headers: headers)
        #expect(fresh.status == 202, "\(fresh.text)")
        #expect(try fresh.names() == ["id", "activation_code", "reference", "language", "languages", "expires_at", "message"])
        #expect(try fresh.string("id") == id)
        let second = try await service.newestToken()
        #expect(try await redeem(service, token: token, code: code).status == 403)
        #expect(try await redeem(service, token: second, code: code).status == 403)
        #expect(try await redeem(service, token: token, code: try fresh.string("activation_code")).status == 403)
        #expect(try await redeem(service, token: second, code: try fresh.string("activation_code")).status == 200)
        let replayed = try await service.ask(.post, "/v1/activations/\(id)/reissue", headers: headers)
        #expect(replayed.status == 202 && replayed.headers[.idempotencyReplayed] == "true")
        #expect(try replayed.names() == ["id", "reference", "language", "languages", "expires_at", "message"])
        #expect(try replayed.string("reference") == fresh.string("reference"))
        let late = try await service.ask(.post, "/v1/activations/\(id)/reissue")
        #expect(late.status == 409)
        #expect(try late.string("detail").contains("redeemed"))
    }

    @Test func `a reissue counts against the recipient's limits`() async throws {
        let service = try await Service()
        let (id, _, _) = try await service.issued()
        let answer = try await service.ask(.post, "/v1/activations/\(id)/reissue")
        #expect(answer.status == 429)
        #expect(answer.headers[.retryAfter] != nil)
    }

    @Test func `the kept answer of a correction says nothing of the address`() async throws {
        let service = try await Service()
        let id = try await service.issued().id
        let headers: HTTPFields = [.idempotencyKey: "k"]
        let body = #"{"email":"jan@jan-peeters.example"}"#
        let corrected = try await service.ask(.patch, "/v1/activations/\(id)", body: body, headers: headers)
        #expect(try corrected.string("masked_address") == "j•••@jan-peeters.example")
        let replayed = try await service.ask(.patch, "/v1/activations/\(id)", body: body, headers: headers)
        #expect(replayed.headers[.idempotencyReplayed] == "true" && !replayed.text.contains("jan-peeters"))
    }

    @Test func `a corrected address gets the link, the former one a notice`() async throws {
        let service = try await Service()
        let (id, code, token) = try await service.issued()
        let corrected = try await service.ask(.patch, "/v1/activations/\(id)", body: #"{"email":"jan@example.com"}"#)
        #expect(corrected.status == 200, "\(corrected.text)")
        #expect(
            try corrected.names() == ["id", "state", "masked_address", "reference", "expires_at", "message", "notice"])
        #expect(try corrected.string("masked_address") == "j•••@example.com")
        #expect(try await service.newestMail(KindTable.activationLink).recipient.text == "jan@example.com")
        #expect(try await service.newestMail(KindTable.addressChanged).recipient.text == "jan.peeters@example.be")
        let second = try await service.newestToken()
        #expect(try await redeem(service, token: token, code: code).status == 403)
        let key = try await redeem(service, token: second, code: code).string("key_id")
        let shown = try await service.ask(.get, "/v1/activations/\(id)")
        #expect(try !shown.string("corrected_at").isEmpty)
        // Too soon for another notice, and for another mail of this kind to that address.
        service.clock.advance(by: .seconds(61))
        let again = try await service.ask(.patch, "/v1/activations/\(id)", body: #"{"email":"jan@example.org"}"#)
        #expect(try again.json()["message"] == .null)
        #expect(try again.string("state") == "redeemed")
        #expect(try await service.newestMail(KindTable.addressChanged).recipient.text == "jan@example.com")
        let ask = #"{"key_id":"\#(key)","purpose":"sign-in","binding":"session-1"}"#
        #expect(try await service.ask(.post, "/v1/codes", body: ask).status == 202)
        #expect(try await service.newestMail(KindTable.oneTimeCode).recipient.text == "jan@example.org")
    }

    @Test func `corrections in a row are stopped by the limits of the former address`() async throws {
        let service = try await Service()
        let (id, _, _) = try await service.issued()
        #expect(try await service.ask(.patch, "/v1/activations/\(id)", body: #"{"email":"a@example.com"}"#).status == 200)
        #expect(try await service.ask(.patch, "/v1/activations/\(id)", body: #"{"email":"b@example.com"}"#).status == 200)
        // a@example.com had a link a moment ago.
        #expect(try await service.ask(.patch, "/v1/activations/\(id)", body: #"{"email":"a@example.com"}"#).status == 429)
        service.clock.advance(by: .seconds(61))
        #expect(try await service.ask(.patch, "/v1/activations/\(id)", body: #"{"email":"a@example.com"}"#).status == 200)
    }

    @Test(arguments: [
        ("{}", 422, ["email"]), (#"{"email":"x"}"#, 422, ["email"]), (#"{"email":"jan.peeters@example.be"}"#, 422, ["email"]),
        (#"{"email":"a@example.be","state":"revoked"}"#, 422, ["state"]), (#"{"email":"jan@gmial.com"}"#, 422, []),
        (#"{"email":"jan@gmial.com","confirm_warnings":["address_mistyped"]}"#, 200, []),
    ])
    func `what a correction may hold is checked`(body: String, status: Int, fields: [String]) async throws {
        let service = try await Service()
        let (id, _, _) = try await service.issued()
        let answer = try await service.ask(.patch, "/v1/activations/\(id)", body: body)
        #expect(answer.status == status, "\(answer.text)")
        if status == 422 { #expect(try answer.faultyFields() == fields) }
    }

    @Test func `a key limited to a municipality gets nothing of another's pair`() async throws {
        let service = try await Service()
        let (id, code, token) = try await service.issued()
        let (_, limited) = try await service.keys.create(
            name: "other", scopes: [.activationsWrite, .codesWrite], municipality: "11002", by: .localOperator)
        let key = limited.revealText()
        let refused = try await redeem(service, token: token, code: code, key: key)
        let unknown = try await redeem(service, token: "AAAAAAAAAAAAAAAAAAAAAA", code: code, key: key)
        #expect(refused.status == 403 && refused.text == unknown.text)
        for wrong in 0..<5 { _ = try await redeem(service, token: token, code: "00000-0000\(wrong)", key: key) }
        #expect(try await service.stored(id).triesTotal == 0)
        for path in ["revoke", "reissue"] {
            #expect(try await service.ask(.post, "/v1/activations/\(id)/\(path)", key: key).status == 404)
        }
        #expect(try await service.ask(.patch, "/v1/activations/\(id)", body: #"{"email":"a@example.be"}"#, key: key).status == 404)
        #expect(try await redeem(service, token: token, code: code).status == 200)
    }
}
