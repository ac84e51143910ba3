import API
import Foundation
import HTTPTypes
import Issuance
import Mail
import Queue
import StoreSQLite
import TestKit
import Testing

/// How often secrets may be given in, and how often a mailbox may be written to.
@Suite(.timeLimit(.minutes(5))) struct AttemptLimitTests {
    private static let redeem = #"{"token":"AAAAAAAAAAAAAAAAAAAAAA","code":"00000-00000"}"#
    private static let verify = #"{"code":"000000","binding":"b"}"#

    @Test func `redeeming and verifying share a key's minute, whatever is given in`() async throws {
        let service = try await Service(limits: IssuanceLimits(attemptsPerKeyPerMinute: 2))
        let (id, code, token) = try await service.issued()
        let right = #"{"token":"\#(token)","code":"\#(code)"}"#
        #expect(try await service.ask(.post, "/v1/activations/redeem", body: Self.redeem).status == 403)
        #expect(try await service.ask(.post, "/v1/codes/otp_x/verify", body: Self.verify).status == 403)
        for (path, body) in [("/v1/activations/redeem", right), ("/v1/codes/otp_x/verify", Self.verify), ("/v1/codes/otp_x/verify", "{}")] {
            let refused = try await service.ask(.post, path, body: body)
            #expect(refused.status == 429)
            #expect(try refused.problem() == "too-many-requests")
            #expect(refused.text.contains("attempts_per_key_per_minute"))
            #expect(refused.headers[.retryAfter].flatMap { Int($0) }.map { (1...60).contains($0) } == true)
        }
        #expect(try await service.stored(id).state == .pending)
        #expect(try await service.ask(.get, "/v1/activations/\(id)").status == 200)
        let other = try await service.keys.create(name: "other", scopes: [.codesWrite], municipality: nil).1.revealText()
        #expect(try await service.ask(.post, "/v1/activations/redeem", body: Self.redeem, key: other).status == 403)
        service.clock.advance(by: .seconds(60))
        #expect(try await service.ask(.post, "/v1/activations/redeem", body: right).status == 200)
    }

    @Test func `a flood on the page is answered with its page, and a stranger without a link uses nothing up`() async throws {
        let service = try await Service(limits: IssuanceLimits(perRecipientPerMinute: 0, pageAttemptsPerMinute: 1))
        let (id, code, token) = try await service.issued()
        let (_, _, other) = try await service.issued()
        for _ in 0..<20 { #expect(try await service.send("code=00000-00000", to: "/a/AAAAAAAAAAAAAAAAAAAAAA").status == 403) }
        #expect(try await service.send("code=00000-00000", to: "/a/\(other)").status == 403)
        let busy = try await service.send("code=\(code)", to: "/a/\(token)")
        #expect(busy.status == 503 && busy.headers[.retryAfter] == "60")
        #expect(busy.text.contains("<form") && busy.headers[.contentType] == "text/html; charset=utf-8")
        #expect(try await service.stored(id).triesTotal == 0)
        service.clock.advance(by: .seconds(60))
        #expect(try await service.send("code=\(code)", to: "/a/\(token)").status == 303)
    }

    @Test func `one link gets ten a minute on the page, and leaves the others theirs`() async throws {
        let service = try await Service(limits: IssuanceLimits(perRecipientPerMinute: 0))
        let (_, first, spent) = try await service.issued()
        let (_, code, token) = try await service.issued()
        #expect(try await service.send("code=\(first)", to: "/a/\(spent)").status == 303)
        for _ in 1..<10 { #expect(try await service.send("code=\(first)", to: "/a/\(spent)").status == 403) }
        let busy = try await service.send("code=\(first)", to: "/a/\(spent)")
        #expect(busy.status == 429 && busy.headers[.retryAfter] == "60")
        #expect(try await service.ask(.get, "/a/\(spent)", key: .some(nil)).status == 200)
        #expect(try await service.send("code=\(code)", to: "/a/\(token)").status == 303)
    }

    @Test func `a restart forgets no mail that was charged`() async throws {
        let directory = FileManager.default.temporaryDirectory.appending(path: "postduif-limits-\(UUID().uuidString)").path()
        defer { try? FileManager.default.removeItem(atPath: directory) }
        let limits = IssuanceLimits(perRecipientPerMinute: 0, perRecipientPerDay: 2)
        let former = try await Service(limits: limits, location: .directory(directory))
        for _ in 0..<2 { #expect(try await former.ask(.post, "/v1/codes", body: Bodies.code).status == 202) }
        former.store.close()
        let service = try await Service(limits: limits, location: .directory(directory), seed: 8)
        let refused = try await service.ask(.post, "/v1/codes", body: Bodies.code)
        #expect(refused.status == 429 && refused.text.contains("per_recipient_per_day"))
        service.clock.advance(by: .seconds(86_400))
        #expect(try await service.ask(.post, "/v1/codes", body: Bodies.code).status == 202)
    }

    /// Every notice of a new key goes where a link went before, and links are limited.
    @Test func `a mailbox gets no more notices than links, and of those a day's limit`() async throws {
        let service = try await Service(limits: IssuanceLimits(perRecipientPerHour: 0))
        var redeemed = 0
        for _ in 0..<30 {
            let issued = try await service.ask(.post, "/v1/activations", body: Bodies.activation())
            if issued.status == 201 {
                let (token, code) = (try await service.newestToken(), try issued.string("activation_code"))
                let answer = try await service.ask(.post, "/v1/activations/redeem", body: #"{"token":"\#(token)","code":"\#(code)"}"#)
                redeemed += answer.status == 200 ? 1 : 0
            } else {
                #expect(try issued.problem() == "too-many-requests")
            }
            service.clock.advance(by: .seconds(60))
        }
        #expect(redeemed == 20)
        let notices = try await service.ask(.get, "/v1/messages?kind=\(KindTable.keyActivated)&limit=100")
        guard case .array(let messages)? = try notices.json()["messages"] else { return }
        #expect(messages.count == redeemed)
    }
}
