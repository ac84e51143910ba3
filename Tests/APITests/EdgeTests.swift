import API
import HTTPTypes
import Issuance
import Mail
import Queue
import StoreSQLite
import TestKit
import Testing

/// What every route shares: credentials, bodies, headers, methods, problem documents.
@Suite(.timeLimit(.minutes(5))) struct EdgeTests {
    @Test(arguments: [
        nil, "", "Bearer ", "Bearer wrong", "Basic cG9zdGR1aWY=", "Bearer\tx", "Bearer " + String(repeating: "a", count: 2_000),
    ])
    func `without a valid key nothing is answered`(authorization: String?) async throws {
        let service = try await Service()
        var headers: HTTPFields = [:]
        if let authorization { headers[.authorization] = authorization }
        let answer = try await service.ask(.post, "/v1/codes", body: Bodies.code, key: .some(nil), headers: headers)
        #expect(answer.status == 401)
        #expect(try answer.problem() == "unauthenticated")
        #expect(answer.headers[.wwwAuthenticate] == "Bearer realm=\"postduif\"")
    }

    @Test func `a revoked key is refused at once`() async throws {
        let service = try await Service()
        let (key, secret) = try await service.keys.create(name: "gone", scopes: [.messagesRead], municipality: nil)
        #expect(try await service.ask(.get, "/v1/messages", key: secret.revealText()).status == 200)
        #expect(try await service.keys.revoke(key.id))
        #expect(try await service.ask(.get, "/v1/messages", key: secret.revealText()).status == 401)
    }

    /// The whole table: each route with a key of each single scope.
    @Test(arguments: APIKey.Scope.ofKeys)
    func `scopes open their routes and no others`(scope: APIKey.Scope) async throws {
        let service = try await Service(scopes: [scope])
        for route in apiRoutes(service.services) {
            let path = Service.path(of: route)
            let answer = try await service.ask(route.method, path, body: route.method == .post ? "{\"x\":1}" : nil)
            switch route.access {
            case .open: #expect(answer.status == 200, "\(route.path)")
            case .scoped(let scopes) where scopes.contains(scope): #expect(![401, 403].contains(answer.status), "\(route.path)")
            case .scoped:
                #expect(answer.status == 403, "\(route.path)")
                #expect(try answer.problem() == "forbidden")
            }
        }
    }

    @Test(arguments: ["/", "/v1", "/v1/key", "/v1/activations:all", "/v1/codes/x/y", "/metrics", "//"])
    func `what is not there is a problem too`(path: String) async throws {
        let answer = try await Service().ask(.get, path)
        #expect(answer.status == 404)
        #expect(try answer.problem() == "not-found")
        #expect(!answer.headers.contains(.server))
    }

    @Test(arguments: ["otp_1", "act_01kas7bq3vx8f1d0m9e2h4c6zr", "x", "otp_" + String(repeating: "z", count: 26)])
    func `an identifier that is none is not found`(id: String) async throws {
        let answer = try await Service().ask(.post, "/v1/codes/\(id)/cancel")
        #expect(answer.status == 404)
        #expect(try answer.problem() == "not-found")
    }

    @Test func `other methods are 405 and OPTIONS lists them`() async throws {
        let service = try await Service()
        for method in [HTTPRequest.Method.get, .put, .patch, .delete, .head, .trace, try #require(HTTPRequest.Method("QUERY"))] {
            let answer = try await service.ask(method, "/v1/codes")
            #expect(answer.status == 405)
            #expect(answer.headers[.allow] == "OPTIONS, POST")
        }
        #expect(try await service.ask(.delete, "/v1/codes").problem() == "method-not-allowed")
        let options = try await service.ask(.options, "/v1/messages")
        #expect(options.status == 204)
        #expect(options.headers[.allow] == "GET, HEAD, OPTIONS")
    }

    @Test func `a body of 64 KiB passes and one more octet does not`() async throws {
        let service = try await Service()
        let filler = String(repeating: " ", count: Limits.bodyOctets - Bodies.code.utf8.count)
        #expect(try await service.ask(.post, "/v1/codes", body: Bodies.code + filler).status == 202)
        let over = try await service.ask(.post, "/v1/codes", body: Bodies.code + filler + " ")
        #expect(over.status == 413)
        #expect(try over.problem() == "too-large")
    }

    @Test(arguments: ["text/plain", "application/xml", "application/json-seq", ""])
    func `another type of body is 415`(type: String) async throws {
        let answer = try await Service().ask(.post, "/v1/codes", body: Bodies.code, headers: [.contentType: type])
        #expect(answer.status == 415)
        #expect(try answer.problem() == "unsupported-media-type")
    }

    @Test(arguments: ["application/json; charset=utf-8", "Application/JSON", "application/json ;x=y"])
    func `parameters of the type do not matter`(type: String) async throws {
        let answer = try await Service().ask(.post, "/v1/codes", body: Bodies.code, headers: [.contentType: type])
        #expect(answer.status == 202)
    }

    @Test(arguments: ["", "{", "null", #"{"purpose":"a","purpose":"b"}"#, String(repeating: "[", count: 60_000)])
    func `a body that is no JSON object is named so`(body: String) async throws {
        let answer = try await Service().ask(.post, "/v1/codes", body: body)
        #expect(answer.status == 422)
        #expect(try answer.problem() == "invalid")
        #expect(try answer.faultyFields().first == "body")
    }

    @Test func `a body that is no UTF-8 is refused`() async throws {
        let answer = try await Service().ask(.post, "/v1/codes", bytes: Array(#"{"purpose":""#.utf8) + [0xC3] + Array(#""}"#.utf8))
        #expect(answer.status == 422)
        #expect(answer.text.contains("UTF-8"))
    }

    @Test(arguments: ["/v1/codes", "/livez", "/nowhere", "/openapi.yaml"])
    func `every answer has the shared fields`(path: String) async throws {
        let answer = try await Service().ask(.get, path)
        #expect(answer.headers[.cacheControl] == "no-store")
        #expect(answer.headers[.xContentTypeOptions] == "nosniff")
        #expect(answer.headers[.requestID]?.isEmpty == false)
        #expect(answer.headers[.server] == nil)
    }

    @Test func `a store that is closed is 503 with a time to come again`() async throws {
        let service = try await Service()
        service.store.close()
        let answer = try await service.ask(.post, "/v1/codes", body: Bodies.code)
        #expect(answer.status == 503)
        #expect(try answer.problem() == "overloaded")
        #expect(answer.headers[.retryAfter] != nil)
    }

    @Test func `lines about a request have the number that its answer has`() async throws {
        let service = try await Service()
        service.store.close()
        let answer = try await service.ask(.post, "/v1/codes", body: Bodies.code)
        let number = try #require(answer.headers[.requestID])
        let lines = service.lines.all.filter { $0.contains("store refused") || $0.contains("answered") }
        #expect(lines.count == 2 && lines.allSatisfy { $0.contains("\"hb.request.id\": \(number)") }, "\(lines)")
        let next = try await service.ask(.get, "/livez")
        #expect(next.headers[.requestID] != number)
    }

    @Test func `every problem code is the end of its type and has its status`() throws {
        #expect(Set(ProblemCode.allCases.map(\.title)).count == ProblemCode.allCases.count)
        for code in ProblemCode.allCases {
            let document = try JSONReader.read(Problem(code, "detail").document(publicURL: Service.publicURL))
            #expect(document["type"] == .string("\(Service.publicURL)/problems/\(code.rawValue)"))
            #expect(document["status"] == .integer(Int64(code.status.code)))
        }
        let statuses = Dictionary(uniqueKeysWithValues: ProblemCode.allCases.map { ($0.rawValue, $0.status.code) })
        // The codes of the contract.
        for (code, status) in [
            "unauthenticated": 401, "forbidden": 403, "agreement-missing": 403, "not-found": 404, "conflict": 409,
            "idempotency-conflict": 409, "invalid": 422, "warnings": 422, "too-many-requests": 429, "overloaded": 503,
            "activation-invalid": 403, "code-invalid": 403, "identification-hit": 409,
        ] { #expect(statuses[code] == status, "\(code)") }
    }

    @Test func `no secret, address, number or token is in any log line`() async throws {
        let service = try await Service()
        let (_, code, token) = try await service.issued()
        _ = try await service.ask(.get, "/a/\(token)", key: .some(nil))
        _ = try await service.send("code=00000-00000", to: "/a/\(token)")
        _ = try await service.ask(.post, "/v1/activations/redeem", body: #"{"token":"\#(token)","code":"\#(code)"}"#)
        _ = try await service.ask(.get, "/nowhere/\(token)")
        _ = try await service.ask(.post, "/v1/codes", body: Bodies.code.replacing("jan@", with: "jan@@"))
        let lines = service.lines.all
        #expect(lines.contains { $0.contains("/a/{token}") })
        for secret in [code, token, service.key, Service.number, "jan.peeters", "jan@@"] {
            #expect(!lines.contains { $0.contains(secret) })
        }
    }
}
