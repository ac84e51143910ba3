import API
import Crypto
import Foundation
import HTTPTypes
import Issuance
import Mail
import Queue
import StoreSQLite
import TestKit
import Testing

@Suite(.timeLimit(.minutes(5))) struct IdempotencyTests {
    private static func headers(_ key: String) -> HTTPFields { [.idempotencyKey: key] }

    @Test func `the same request is answered the same, without the secret`() async throws {
        let service = try await Service()
        let body = Bodies.activation()
        let first = try await service.ask(.post, "/v1/activations", body: body, headers: Self.headers("k-1"))
        #expect(first.status == 201 && first.headers[.idempotencyReplayed] == nil)
        let second = try await service.ask(.post, "/v1/activations", body: body, headers: Self.headers("k-1"))
        #expect(second.status == 201)
        #expect(second.headers[.idempotencyReplayed] == "true")
        #expect(try second.names() == ["id", "reference", "language", "languages", "expires_at", "message"])
        for name in ["id", "reference", "expires_at"] { #expect(try second.string(name) == first.string(name)) }
        let page = try await service.ask(.get, "/v1/messages")
        guard case .array(let messages)? = try page.json()["messages"] else { return }
        #expect(messages.count == 1)
    }

    @Test func `another body under the same key is a conflict`() async throws {
        let service = try await Service()
        #expect(try await service.ask(.post, "/v1/codes", body: Bodies.code, headers: Self.headers("k")).status == 202)
        let other = try await service.ask(.post, "/v1/codes", body: Bodies.code + " ", headers: Self.headers("k"))
        #expect(other.status == 409)
        #expect(try other.problem() == "idempotency-conflict")
    }

    @Test func `the key of one caller says nothing to another`() async throws {
        let service = try await Service()
        let (_, other) = try await service.keys.create(name: "other", scopes: [.codesWrite], municipality: nil)
        let first = try await service.ask(.post, "/v1/codes", body: Bodies.code, headers: Self.headers("k"))
        service.clock.advance(by: .seconds(61))
        let second = try await service.ask(
            .post, "/v1/codes", body: Bodies.code, key: other.revealText(), headers: Self.headers("k"))
        #expect(second.status == 202)
        #expect(try first.string("id") != second.string("id"))
    }

    @Test func `a re-send is answered once`() async throws {
        let service = try await Service()
        let issued = try await service.ask(.post, "/v1/codes", body: Bodies.code)
        service.clock.advance(by: .seconds(61))
        let path = "/v1/codes/\(try issued.string("id"))/resend"
        let first = try await service.ask(.post, path, headers: Self.headers("again"))
        let second = try await service.ask(.post, path, headers: Self.headers("again"))
        #expect(first.status == 202 && second.status == 202)
        #expect(first.text == second.text)
        #expect(second.headers[.idempotencyReplayed] == "true")
    }

    @Test func `a repeated re-send gets its answer after the code has ended`() async throws {
        let service = try await Service()
        let path = "/v1/codes/\(try await service.ask(.post, "/v1/codes", body: Bodies.code).string("id"))/resend"
        service.clock.advance(by: .seconds(61))
        let first = try await service.ask(.post, path, headers: Self.headers("k"))
        service.clock.advance(by: .seconds(601))
        #expect(try await service.ask(.post, path).status == 409)
        try await expectReplay(of: first, try await service.ask(.post, path, headers: Self.headers("k")))
        let other = try await service.ask(.post, path, body: "{}", headers: Self.headers("k"))
        #expect(try other.problem() == "idempotency-conflict")
        service.clock.advance(by: .seconds(86_400))
        #expect(try await service.ask(.post, path, headers: Self.headers("k")).problem() == "conflict")
    }

    @Test func `a repeated re-send gets its answer after the paper has ended`() async throws {
        let service = try await Service()
        let path = "/v1/activations/\(try await service.issued().id)/resend"
        service.clock.advance(by: .seconds(14 * 86_400 - 43_200))
        let first = try await service.ask(.post, path, headers: Self.headers("k"))
        service.clock.advance(by: .seconds(46_800))
        #expect(try await service.ask(.post, path).status == 409)
        try await expectReplay(of: first, try await service.ask(.post, path, headers: Self.headers("k")))
    }

    @Test func `a repeated issuance gets its answer after the agreement has ended`() async throws {
        let service = try await Service()
        let end = service.clock.now + .seconds(3_600)
        let terms = IssueTerms(now: service.clock.now, actor: .service, idempotency: nil, charges: [])
        #expect(try await service.store.apply(.withdrawal(number: 1, nis: "62063", on: end), terms: terms) == .committed)
        let first = try await service.ask(.post, "/v1/activations", body: Bodies.activation(), headers: Self.headers("k"))
        service.clock.advance(by: .seconds(7_200))
        #expect(try await service.ask(.post, "/v1/activations", body: Bodies.activation()).problem() == "agreement-missing")
        let second = try await service.ask(.post, "/v1/activations", body: Bodies.activation(), headers: Self.headers("k"))
        #expect(second.status == 201 && second.headers[.idempotencyReplayed] == "true")
        #expect(try second.string("id") == first.string("id") && !second.text.contains("activation_code"))
        let other = try await service.ask(.post, "/v1/activations", body: Bodies.activation() + " ", headers: Self.headers("k"))
        #expect(try other.problem() == "idempotency-conflict")
        let stranger = try await service.keys.create(name: "other", scopes: [.activationsWrite], municipality: nil).1.revealText()
        let theirs = try await service.ask(
            .post, "/v1/activations", body: Bodies.activation(), key: stranger, headers: Self.headers("k"))
        #expect(try theirs.problem() == "agreement-missing")
    }

    private func expectReplay(of first: Reading, _ second: Reading) async throws {
        #expect(second.status == first.status && second.status < 300, "\(second.text)")
        #expect(second.headers[.idempotencyReplayed] == "true" && second.text == first.text)
    }

    @Test(arguments: ["", "a b", "é", "a\tb", String(repeating: "k", count: 256)])
    func `a key that is not visible ASCII of 1 to 255 characters is refused`(key: String) async throws {
        let answer = try await Service().ask(.post, "/v1/codes", body: Bodies.code, headers: Self.headers(key))
        #expect(answer.status == 422)
        #expect(try answer.faultyFields() == ["Idempotency-Key"])
    }

    @Test func `255 characters pass and two keys do not`() async throws {
        let service = try await Service()
        let long = try await service.ask(
            .post, "/v1/codes", body: Bodies.code, headers: Self.headers(String(repeating: "~", count: 255)))
        #expect(long.status == 202)
        var two = Self.headers("a")
        two.append(HTTPField(name: .idempotencyKey, value: "b"))
        #expect(try await service.ask(.post, "/v1/codes", body: Bodies.code, headers: two).status == 422)
    }

    @Test func `names keep their parts apart`() {
        let caller = Principal.apiKey(APIKeyID(high: 1, low: 2))
        let one = RequestName.bytes(caller: caller, method: "POST", path: "/a", header: "bc")
        #expect(one != RequestName.bytes(caller: caller, method: "POST", path: "/ab", header: "c"))
        #expect(one != RequestName.bytes(caller: .apiKey(APIKeyID(high: 1, low: 3)), method: "POST", path: "/a", header: "bc"))
    }

    /// Eleven digits are guessed in seconds where a plain digest of the body lies beside what is known of it.
    @Test func `nothing that is kept of a request can be made anew without the key`() async throws {
        let directory = FileManager.default.temporaryDirectory.appending(path: "postduif-api-\(UUID().uuidString)").path()
        defer { try? FileManager.default.removeItem(atPath: directory) }
        let service = try await Service(location: .directory(directory))
        let body = Bodies.activation()
        #expect(try await service.ask(.post, "/v1/activations", body: body, headers: Self.headers("k-1")).status == 201)
        service.store.close()
        let kept = try ["", "-wal"].reduce(into: Data()) { kept, suffix in
            let path = directory + "/postduif.sqlite" + suffix
            if FileManager.default.fileExists(atPath: path) { kept += try Data(contentsOf: URL(filePath: path)) }
        }
        #expect(!kept.isEmpty)
        #expect(kept.range(of: Data(SHA256.hash(data: Data(body.utf8)))) == nil)
        #expect(kept.range(of: Data(body.utf8)) == nil && kept.range(of: Data(Service.number.utf8)) == nil)
    }
}
