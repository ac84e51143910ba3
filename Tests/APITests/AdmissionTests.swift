import API
import HTTPTypes
import Issuance
import Mail
import Queue
import StoreSQLite
import TestKit
import Testing

/// Requests for mail at a gate that is shut, on the real service.
@Suite(.timeLimit(.minutes(5))) struct AdmissionTests {
    /// Every request that makes mail, by its lane.
    private static func requests(activation: String, code: String) -> [(lane: Lane, path: String, body: String)] {
        [
            (.code, "/v1/codes", Bodies.code.replacing("jan@", with: "els@")), (.code, "/v1/codes/\(code)/resend", "{}"),
            (.link, "/v1/activations", Bodies.activation(email: "els@example.be")), (.link, "/v1/activations/\(activation)/resend", "{}"),
        ]
    }

    @Test(arguments: AdmissionReason.allCases)
    func `what makes mail is refused for its reason, and taken again`(_ reason: AdmissionReason) async throws {
        let service = try await Service(limits: IssuanceLimits(perRecipientPerMinute: 0))
        let (activation, _, _) = try await service.issued()
        let code = try await service.ask(.post, "/v1/codes", body: Bodies.code).string("id")
        let requests = Self.requests(activation: activation, code: code)
        service.admission.set(AdmissionReasons(reason))
        for (lane, path, body) in requests {
            let answer = try await service.ask(.post, path, body: body)
            guard reason.concerns(lane) else {
                #expect((200..<300).contains(answer.status), "\(path): \(answer.text)")
                continue
            }
            #expect(answer.status == 503, "\(path)")
            #expect(try answer.problem() == "overloaded", "\(path)")
            #expect(answer.headers[.retryAfter] == (reason == .memory ? "5" : "30"), "\(path)")
        }
        service.admission.set([])
        for (_, path, body) in requests {
            #expect((200..<300).contains(try await service.ask(.post, path, body: body).status), "\(path)")
        }
    }

    @Test func `a shut gate keeps nothing of a request, and an idempotency key is free afterwards`() async throws {
        let service = try await Service()
        let headers: HTTPFields = [try #require(HTTPField.Name("Idempotency-Key")): "k1"]
        service.admission.set([AdmissionReasons(.freeDisk), AdmissionReasons(.memory)])
        #expect(try await service.ask(.post, "/v1/codes", body: Bodies.code, headers: headers).status == 503)
        #expect(try await service.store.summary(now: service.clock.now, minimumLeft: [:]).lanes.map(\.queued) == [0, 0, 0])
        service.admission.set([])
        #expect(try await service.ask(.post, "/v1/codes", body: Bodies.code.replacing("jan@", with: "an@"), headers: headers).status == 202)
    }

    @Test func `what makes no mail goes on: verifying, redeeming, reading, operating; and no key is no key`() async throws {
        let service = try await Service(scopes: [.activationsWrite, .codesWrite, .messagesRead, .queueOperate])
        let (activation, paper, token) = try await service.issued()
        let code = try await service.ask(.post, "/v1/codes", body: Bodies.code).string("id")
        let digits = try await service.newestCode()
        service.admission.set(AdmissionReasons(rawValue: 7))
        let verify = #"{"code":"\#(digits)","binding":"session-1"}"#
        #expect(try await service.ask(.post, "/v1/codes/\(code)/verify", body: verify).status == 200)
        let redeem = #"{"token":"\#(token)","code":"\#(paper)"}"#
        #expect(try await service.ask(.post, "/v1/activations/redeem", body: redeem).status == 200)
        for path in ["/v1/activations/\(activation)", "/v1/messages", "/v1/queue", "/livez", "/readyz", "/openapi.yaml"] {
            #expect(try await service.ask(.get, path).status == 200, "\(path)")
        }
        #expect(try await service.ask(.post, "/v1/queue/pause", body: #"{"lane":"code"}"#).status == 200)
        #expect(try await service.ask(.post, "/v1/codes", body: Bodies.code, key: .some("pk_wrong")).status == 401)
    }
}
