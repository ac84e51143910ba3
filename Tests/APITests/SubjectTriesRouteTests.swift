import API
import Foundation
import HTTPTypes
import Issuance
import Mail
import Queue
import StoreSQLite
import TestKit
import Testing

/// Wrong codes in a row, as a front sees them.
@Suite(.timeLimit(.minutes(1))) struct SubjectTriesRouteTests {
    private static let unlimited = IssuanceLimits(perRecipientPerMinute: 0, perRecipientPerHour: 0, perRecipientPerDay: 0)

    private func body(_ recipient: String, purpose: String = "sign-in") -> String {
        #"{\#(recipient),"purpose":"\#(purpose)","binding":"session-1"}"#
    }

    private func guess(_ id: String, of service: Service, times: Int = TryLimits.perCode) async throws {
        for _ in 0..<times {
            let answer = try await service.ask(.post, "/v1/codes/\(id)/verify", body: #"{"code":"x","binding":"session-1"}"#)
            #expect(try answer.problem() == "code-invalid")
        }
    }

    private func expectWait(_ seconds: Int, _ answer: Reading) throws {
        #expect(answer.status == 429, "\(answer.text)")
        #expect(try answer.problem() == "too-many-requests")
        #expect(answer.text.contains("The limit tries_per_subject is reached."))
        #expect(answer.headers[.retryAfter] == "\(seconds)")
    }

    private func key(_ service: Service) async throws -> String {
        let (_, code, token) = try await service.issued()
        let redeemed = try await service.ask(.post, "/v1/activations/redeem", body: #"{"token":"\#(token)","code":"\#(code)"}"#)
        return #""key_id":"\#(try redeemed.string("key_id"))""#
    }

    @Test func `guessing waits over new codes, re-sent ones, purposes and callers`() async throws {
        let service = try await Service(limits: Self.unlimited)
        let recipient = try await key(service)
        let resent = try await service.ask(.post, "/v1/codes", body: body(recipient, purpose: "sign"))
        for _ in 0..<2 {
            let issued = try await service.ask(.post, "/v1/codes", body: body(recipient))
            try await guess(try issued.string("id"), of: service)
        }
        #expect(try await service.ask(.post, "/v1/codes/\(try resent.string("id"))/resend").status == 202)
        try await guess(try resent.string("id"), of: service, times: TryLimits.perCode - 1)
        #expect(try await service.ask(.post, "/v1/codes/\(try resent.string("id"))/resend").status == 202)
        try await guess(try resent.string("id"), of: service, times: 1)
        try expectWait(3_600, try await service.ask(.post, "/v1/codes/\(try resent.string("id"))/resend"))
        let other = try await service.keys.create(name: "other", scopes: [.codesWrite], municipality: nil).1.revealText()
        try expectWait(3_600, try await service.ask(.post, "/v1/codes", body: body(recipient, purpose: "third"), key: other))
        service.clock.advance(by: .seconds(3_600))
        let issued = try await service.ask(.post, "/v1/codes", body: body(recipient))
        #expect(issued.status == 202, "\(issued.text)")
        let verified = try await service.ask(
            .post, "/v1/codes/\(try issued.string("id"))/verify",
            body: #"{"code":"\#(try await service.newestCode())","binding":"session-1"}"#)
        #expect(verified.status == 200, "\(verified.text)")
    }

    @Test func `at a hundred the key is of no more use, and the answer to a guess never says so`() async throws {
        let service = try await Service(limits: Self.unlimited)
        let recipient = try await key(service)
        var guesses = 0
        while guesses < TryLimits.perKey {
            let issued = try await service.ask(.post, "/v1/codes", body: body(recipient))
            if issued.status == 429 {
                service.clock.advance(by: .seconds(try #require(issued.headers[.retryAfter].flatMap { Int64($0) })))
                continue
            }
            try await guess(try issued.string("id"), of: service)
            guesses += TryLimits.perCode
        }
        let ended = try await service.ask(.post, "/v1/codes", body: body(recipient))
        #expect(try ended.faultyFields() == ["key_id"], "\(ended.text)")
    }

    @Test func `a restart forgets no wrong code, and an address is a subject too`() async throws {
        let directory = FileManager.default.temporaryDirectory.appending(path: "postduif-tries-\(UUID().uuidString)").path()
        defer { try? FileManager.default.removeItem(atPath: directory) }
        let former = try await Service(limits: Self.unlimited, location: .directory(directory))
        for _ in 0..<3 {
            let issued = try await former.ask(.post, "/v1/codes", body: Bodies.code)
            try await guess(try issued.string("id"), of: former)
        }
        former.store.close()
        let service = try await Service(limits: Self.unlimited, location: .directory(directory), seed: 8)
        try expectWait(3_600, try await service.ask(.post, "/v1/codes", body: Bodies.code.replacing("jan@", with: "JAN@")))
        #expect(try await service.ask(.post, "/v1/codes", body: Bodies.code.replacing("jan@", with: "an@")).status == 202)
    }

    @Test func `a code is sent again for half an hour at most`() async throws {
        let service = try await Service(limits: Self.unlimited)
        let path = "/v1/codes/\(try await service.ask(.post, "/v1/codes", body: Bodies.code).string("id"))/resend"
        for seconds in [540, 540, 120] {
            service.clock.advance(by: .seconds(seconds))
            #expect(try await service.ask(.post, path).status == 202)
        }
        service.clock.advance(by: .seconds(1))
        let late = try await service.ask(.post, path)
        #expect(late.status == 409)
        #expect(try late.problem() == "conflict")
    }
}
