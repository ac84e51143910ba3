import API
import HTTPTypes
import Issuance
import Mail
import Queue
import StoreSQLite
import TestKit
import Testing

@Suite(.timeLimit(.minutes(5))) struct BatchRouteTests {
    private static let path = "/v1/activations:batch"

    /// Numbers that are right, each of another citizen.
    private static func number(_ index: Int) -> String {
        let first = 700_101_000 + index % 998 + 1
        let check = 97 - first % 97
        return "\(first)\(check < 10 ? "0" : "")\(check)"
    }

    private static func item(_ index: Int, email: String? = nil, more: String = "") -> String {
        """
        {"citizen_number":"\(number(index))","case":"no_eid","email":"\(email ?? "citizen\(index)@example.be")","language":"fr",\
        "municipality":"62063","identification":{"document":"passport","country":"MA","checked_with":"none","result":"not_applicable"}\(more)}
        """
    }

    private static func body(_ items: [String], dryRun: Bool = false) -> String {
        #"{"dry_run":\#(dryRun),"items":[\#(items.joined(separator: ","))]}"#
    }

    private func results(_ answer: Reading) throws -> [JSONValue] {
        guard case .array(let results)? = try answer.json()["results"] else { return [] }
        return results
    }

    private func statuses(_ answer: Reading) throws -> [Int64] {
        try results(answer).compactMap { if case .integer(let status)? = $0["status"] { status } else { nil } }
    }

    private static let mixed = [
        item(1), item(2, email: "jan@gmial.com"), item(3, email: "nobody"), #"{"case":7}"#, item(4, email: "citizen1@example.be"),
        item(5).replacing("62063", with: "99999"), item(1), item(6), "null",
    ]

    @Test func `each item has its own result, and one that is refused hinders no other`() async throws {
        let service = try await Service()
        let answer = try await service.ask(.post, Self.path, body: Self.body(Self.mixed))
        #expect(answer.status == 200, "\(answer.text)")
        #expect(try answer.names() == ["dry_run", "issued", "refused", "results"])
        // The fifth has the first one's address, and the seventh comes within its minute.
        #expect(try statuses(answer) == [201, 422, 422, 422, 422, 422, 429, 201, 422])
        #expect(try answer.json()["issued"] == .integer(2) && answer.json()["refused"] == .integer(7))
        let results = try results(answer)
        #expect(results.map { $0["index"] } == (0..<9).map { .integer($0) })
        guard case .string(let code)? = results[0]["activation"]?["activation_code"] else {
            Issue.record("no code in \(answer.text)")
            return
        }
        #expect(code.utf8.count == 11)
        #expect(results[1]["activation"] == nil && results[1]["problem"]?["warnings"] != nil)
        #expect(results[4]["problem"]?["type"] == .string(Service.publicURL + "/problems/warnings"))
        #expect(results[6]["problem"]?["type"] == .string(Service.publicURL + "/problems/too-many-requests"))
        for secret in ["jan@", Self.number(2)] { #expect(!answer.text.contains(secret)) }
    }

    @Test func `a dry run says what would happen and does nothing`() async throws {
        let service = try await Service()
        let answer = try await service.ask(.post, Self.path, body: Self.body(Self.mixed, dryRun: true))
        #expect(answer.status == 200, "\(answer.text)")
        #expect(try statuses(answer) == [200, 422, 422, 422, 422, 422, 429, 200, 422])
        #expect(try answer.json()["issued"] == .integer(0) && answer.json()["would_issue"] == .integer(2))
        #expect(try results(answer).allSatisfy { $0["activation"] == nil })
        #expect(try await service.ask(.get, "/v1/activations").text == #"{"activations":[],"next_cursor":null}"#)
        #expect(try await service.ask(.get, "/v1/messages").text == #"{"messages":[],"next_cursor":null}"#)
        // Nor was anything counted.
        #expect(try await service.ask(.post, Self.path, body: Self.body([Self.item(1)])).json()["issued"] == .integer(1))
        let again = try await service.ask(.post, Self.path, body: Self.body([Self.item(1)], dryRun: true))
        #expect(try statuses(again) == [429])
    }

    @Test func `a replay shows no codes, and another body is a conflict`() async throws {
        let service = try await Service()
        let headers: HTTPFields = [.idempotencyKey: "batch-1"]
        let body = Self.body([Self.item(1), Self.item(2), Self.item(3, email: "x")])
        let first = try await service.ask(.post, Self.path, body: body, headers: headers)
        #expect(try statuses(first) == [201, 201, 422])
        #expect(first.headers[.idempotencyReplayed] == nil)
        let second = try await service.ask(.post, Self.path, body: body, headers: headers)
        #expect(second.headers[.idempotencyReplayed] == "true")
        #expect(try statuses(second) == [201, 201, 422])
        #expect(!second.text.contains("activation_code"))
        #expect(try results(second)[0]["activation"]?["id"] == results(first)[0]["activation"]?["id"])
        for other in [Self.body([Self.item(1)]), Self.body([Self.item(4), Self.item(5), Self.item(6), Self.item(7)])] {
            let conflict = try await service.ask(.post, Self.path, body: other, headers: headers)
            #expect(conflict.status == 409)
            #expect(try conflict.problem() == "idempotency-conflict")
        }
        guard case .array(let issued)? = try await service.ask(.get, "/v1/activations").json()["activations"] else { return }
        #expect(issued.count == 2)
    }

    @Test func `a thousand items pass, and one more does not`() async throws {
        let service = try await Service(limits: IssuanceLimits(perMunicipalityPerDay: 990))
        let warnings = #","confirm_warnings":[\#((0..<16).map { #""w\#($0)""# }.joined(separator: ","))]"#
        let items = (0..<Limits.batchItems).map { Self.item($0 % 998, email: "citizen\($0)@example.be", more: warnings) }
        let tried = try await service.ask(.post, Self.path, body: Self.body(items, dryRun: true))
        #expect(tried.status == 200, "\(tried.text.prefix(500))")
        #expect(try tried.json()["would_issue"] == .integer(990) && tried.json()["refused"] == .integer(10))
        let over = try await service.ask(.post, Self.path, body: Self.body(items + [Self.item(1)], dryRun: true))
        #expect(over.status == 422)
        #expect(try over.faultyFields() == ["items"])
        let issued = try await service.ask(.post, Self.path, body: Self.body(Array(items.prefix(50))))
        #expect(try issued.json()["issued"] == .integer(50))
    }

    @Test func `dry runs have a number in a minute, and issuing has not`() async throws {
        let service = try await Service()
        let body = Self.body((0..<Limits.batchItems).map { Self.item($0 % 998, email: "citizen\($0)@example.be") }, dryRun: true)
        for _ in 0..<2 { #expect(try await service.ask(.post, Self.path, body: body).status == 200) }
        let refused = try await service.ask(.post, Self.path, body: Self.body([Self.item(1)], dryRun: true))
        #expect(refused.status == 429)
        #expect(try refused.problem() == "too-many-requests" && refused.text.contains("trials_per_key_per_minute"))
        #expect(refused.headers[.retryAfter].flatMap { Int($0) }.map { (1...60).contains($0) } == true)
        #expect(try await service.ask(.post, Self.path, body: Self.body([Self.item(1)])).json()["issued"] == .integer(1))
        service.clock.advance(by: .seconds(60))
        #expect(try await service.ask(.post, Self.path, body: Self.body([Self.item(2)], dryRun: true)).status == 200)
    }

    /// The third is refused by a limit, and in that moment mail is no longer taken.
    @Test func `a gate that shuts meanwhile ends a batch, and what was issued is told`() async throws {
        let service = try await Service()
        service.limited.set { [admission = service.admission] _ in admission.set(AdmissionReasons(.freeDisk)) }
        let body = Self.body([Self.item(1), Self.item(2), Self.item(1), Self.item(3), #"{"case":7}"#])
        let answer = try await service.ask(.post, Self.path, body: body, headers: [.idempotencyKey: "b"])
        #expect(answer.status == 200)
        #expect(try statuses(answer) == [201, 201, 429, 503, 503] && answer.json()["issued"] == .integer(2))
        let results = try results(answer)
        #expect(results[1]["activation"]?["activation_code"] != nil)
        #expect(results[3]["problem"]?["type"] == .string(Service.publicURL + "/problems/overloaded"))
        #expect(results[3]["retry_after_s"] == .integer(30))
        guard case .array(let issued)? = try await service.ask(.get, "/v1/activations").json()["activations"] else { return }
        #expect(issued.count == 2)
        // The same request again goes on where it ended.
        service.limited.set { _ in }
        service.admission.set([])
        service.clock.advance(by: .seconds(60))
        let again = try await service.ask(.post, Self.path, body: body, headers: [.idempotencyKey: "b"])
        #expect(try statuses(again) == [201, 201, 201, 201, 422], "\(again.text)")
    }

    @Test(arguments: [
        ("{}", ["items"]), (#"{"items":[]}"#, ["items"]), (#"{"items":{}}"#, ["items"]), (#"{"items":[{}],"dry_run":"yes"}"#, ["dry_run"]),
        (#"{"items":[{}],"more":1}"#, ["more"]), ("[]", ["body", "items"]),
    ])
    func `what a batch may hold is checked`(body: String, fields: [String]) async throws {
        let answer = try await Service().ask(.post, Self.path, body: body)
        #expect(answer.status == 422, "\(answer.text)")
        #expect(try answer.faultyFields() == fields)
    }

    @Test func `a key limited to a municipality issues for no other`() async throws {
        let service = try await Service(municipality: "11002")
        let body = Self.body([
            Self.item(1), Self.item(2).replacing("62063", with: "11002").replacing("\"fr\"", with: "\"nl\""),
        ])
        #expect(try statuses(try await service.ask(.post, Self.path, body: body)) == [403, 201])
    }

    @Test func `a body of 1 MiB passes and one more octet does not`() async throws {
        let service = try await Service()
        let body = Self.body([Self.item(1)], dryRun: true)
        let filler = String(repeating: " ", count: Limits.batchBodyOctets - body.utf8.count)
        #expect(try await service.ask(.post, Self.path, body: body + filler).status == 200)
        #expect(try await service.ask(.post, Self.path, body: body + filler + " ").status == 413)
    }
}
