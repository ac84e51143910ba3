import API
import HTTPTypes
import Issuance
import Mail
import TestKit
import Testing

@Suite(.timeLimit(.minutes(5))) struct CodeRouteTests {
    @Test func `a code is issued and verified`() async throws {
        let service = try await Service()
        let issued = try await service.ask(.post, "/v1/codes", body: Bodies.code)
        #expect(issued.status == 202)
        #expect(try issued.names() == ["id", "reference", "languages", "expires_at", "resend_after_s", "message"])
        #expect(try issued.string("expires_at") == "2026-11-23T12:10:00.000Z")
        #expect(try issued.json()["resend_after_s"] == .integer(60))
        #expect(try issued.json()["message"]?["state"] == .string("queued"))
        let path = "/v1/codes/\(try issued.string("id"))/verify"
        let code = try await service.newestCode()
        #expect(!issued.text.contains(code))
        let otherBinding = try await service.ask(.post, path, body: #"{"code":"\#(code)","binding":"other"}"#)
        #expect(otherBinding.status == 403)
        #expect(try otherBinding.problem() == "code-invalid")
        let right = try await service.ask(.post, path, body: #"{"code":"\#(code)","binding":"session-1"}"#)
        #expect(right.status == 200)
        #expect(right.text == #"{"verified":true}"#)
        let again = try await service.ask(.post, path, body: #"{"code":"\#(code)","binding":"session-1"}"#)
        #expect(again.status == 403)
        #expect(again.text == otherBinding.text)
    }

    @Test func `an unknown code is answered like a wrong one`() async throws {
        let service = try await Service()
        let issued = try await service.ask(.post, "/v1/codes", body: Bodies.code)
        let wrong = try await service.ask(
            .post, "/v1/codes/\(try issued.string("id"))/verify", body: #"{"code":"x","binding":"session-1"}"#)
        let unknown = try await service.ask(
            .post, "/v1/codes/\(CodeID(high: 1, low: 1))/verify", body: #"{"code":"000000","binding":"session-1"}"#)
        #expect(wrong.status == 403 && unknown.status == 403)
        #expect(wrong.text == unknown.text)
    }

    @Test(arguments: ["otp_x", "otp_", "act_01kas7bq3vx8f1d0m9e2h4c6zr", "%00", "x%2F..%2Fy"])
    func `an identifier that is none is answered like a wrong code`(id: String) async throws {
        for municipality in [nil, "62063"] {
            let service = try await Service(municipality: municipality)
            let issued = try await service.ask(.post, "/v1/codes", body: Bodies.code)
            let body = #"{"code":"000000","binding":"other"}"#
            let wrong = try await service.ask(.post, "/v1/codes/\(try issued.string("id"))/verify", body: body)
            let malformed = try await service.ask(.post, "/v1/codes/\(id)/verify", body: body)
            #expect(malformed.status == 403 && malformed.text == wrong.text)
        }
    }

    @Test(arguments: [
        #"{"key_id":null,"recipient":{"email":"a@example.be","language":"nl"},"purpose":"p","binding":"b"}"#,
        #"{"recipient":{"email":"a@example.be","language":"nl"},"key_id":null,"purpose":"p","binding":"b","lifetime_s":null}"#,
    ])
    func `the alternative that is not used may be null`(body: String) async throws {
        let answer = try await Service().ask(.post, "/v1/codes", body: body)
        #expect(answer.status == 202, "\(answer.text)")
    }

    @Test func `a key may stand beside a recipient that is null`() async throws {
        let service = try await Service()
        let (_, code, token) = try await service.issued()
        let redeemed = try await service.ask(.post, "/v1/activations/redeem", body: #"{"token":"\#(token)","code":"\#(code)"}"#)
        let answer = try await service.ask(
            .post, "/v1/codes", body: #"{"key_id":"\#(try redeemed.string("key_id"))","recipient":null,"purpose":"p","binding":"b"}"#)
        #expect(answer.status == 202, "\(answer.text)")
    }

    @Test func `a key gets a code and its key id back`() async throws {
        let service = try await Service()
        let (_, code, token) = try await service.issued()
        let redeemed = try await service.ask(.post, "/v1/activations/redeem", body: #"{"token":"\#(token)","code":"\#(code)"}"#)
        let key = try redeemed.string("key_id")
        let issued = try await service.ask(.post, "/v1/codes", body: #"{"key_id":"\#(key)","purpose":"sign-in","binding":"b"}"#)
        #expect(issued.status == 202, "\(issued.text)")
        let verified = try await service.ask(
            .post, "/v1/codes/\(try issued.string("id"))/verify", body: #"{"code":"\#(try await service.newestCode())","binding":"b"}"#)
        #expect(verified.text == #"{"verified":true,"key_id":"\#(key)","assurance":"normal"}"#)
    }

    @Test func `a code is sent again and then cancelled`() async throws {
        let service = try await Service()
        let issued = try await service.ask(.post, "/v1/codes", body: Bodies.code)
        let id = try issued.string("id")
        let first = try await service.newestCode()
        let early = try await service.ask(.post, "/v1/codes/\(id)/resend")
        #expect(early.status == 429)
        #expect(try early.problem() == "too-many-requests")
        let seconds = try #require(early.headers[.retryAfter].flatMap { Int($0) })
        #expect((1...60).contains(seconds))
        service.clock.advance(by: .seconds(61))
        let resent = try await service.ask(.post, "/v1/codes/\(id)/resend", body: "{}")
        #expect(resent.status == 202, "\(resent.text)")
        #expect(try resent.string("id") == id)
        let second = try await service.newestCode()
        if first != second {
            let old = try await service.ask(.post, "/v1/codes/\(id)/verify", body: #"{"code":"\#(first)","binding":"session-1"}"#)
            #expect(old.status == 403)
        }
        let cancelled = try await service.ask(.post, "/v1/codes/\(id)/cancel")
        #expect(cancelled.status == 200)
        #expect(cancelled.text == #"{"id":"\#(id)","state":"cancelled"}"#)
        let late = try await service.ask(.post, "/v1/codes/\(id)/verify", body: #"{"code":"\#(second)","binding":"session-1"}"#)
        #expect(late.status == 403)
        service.clock.advance(by: .seconds(61))
        let again = try await service.ask(.post, "/v1/codes/\(id)/resend")
        #expect(again.status == 409)
        #expect(try again.problem() == "conflict")
    }

    @Test(arguments: [
        (#"{"purpose":"p","binding":"b"}"#, ["key_id"]),
        (#"{"key_id":null,"recipient":null,"purpose":"p","binding":"b"}"#, ["key_id"]),
        (#"{"key_id":"key_1","recipient":{"email":"a@example.be","language":"nl"},"purpose":"p","binding":"b"}"#, ["recipient"]),
        (#"{"recipient":"a@example.be","purpose":"p","binding":"b"}"#, ["recipient"]),
        (
            #"{"recipient":{"email":1,"language":"es","x":2},"purpose":"p","binding":"b"}"#,
            ["recipient.email", "recipient.language", "recipient.x"]
        ),
        (#"{"recipient":{"email":"a@example.be","language":"nl"},"purpose":null,"binding":["b"]}"#, ["purpose", "binding"]),
        (#"{"recipient":{"email":"a@example.be","language":"nl"},"purpose":"p","binding":"b","lifetime_s":59}"#, ["lifetime_s"]),
        (#"{"recipient":{"email":"a@example.be","language":"nl"},"purpose":"p","binding":"b","lifetime_s":60.5}"#, ["lifetime_s"]),
        (#"{"recipient":{"email":"a@example.be","language":"nl"},"purpose":"p","binding":"b","lifetime":60}"#, ["lifetime"]),
        ("[]", ["body", "key_id", "purpose", "binding"]),
    ])
    func `every wrong field is named`(body: String, fields: [String]) async throws {
        let answer = try await Service().ask(.post, "/v1/codes", body: body)
        #expect(answer.status == 422)
        #expect(try answer.problem() == "invalid")
        #expect(try answer.faultyFields().sorted() == fields.sorted())
    }

    @Test func `an address that is none is refused on its field`() async throws {
        let body = #"{"recipient":{"email":"jan@@example","language":"nl"},"purpose":"p","binding":"b"}"#
        let answer = try await Service().ask(.post, "/v1/codes", body: body)
        #expect(answer.status == 422)
        #expect(try answer.faultyFields() == ["recipient.email"])
        #expect(!answer.text.contains("jan@@"))
    }
}
