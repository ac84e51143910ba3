import API
import Foundation
import HTTPTypes
import Issuance
import Mail
import Queue
import StoreSQLite
import TestKit
import Testing

/// More than can be taken is answered at once, with the time to come again, and nothing of it is kept.
@Suite(.timeLimit(.minutes(5))) struct OverloadTests {
    @Test func `a full inbox is 503 on every write, reads go on, and what was placed is kept`() async throws {
        // On disk, where readers do not wait for the writer.
        let directory = FileManager.default.temporaryDirectory.appending(path: "postduif-api-\(UUID().uuidString)").path()
        defer { try? FileManager.default.removeItem(atPath: directory) }
        let service = try await Service(location: .directory(directory))
        defer { service.store.close() }
        let (id, paper, token) = try await service.issued()
        let receiver = StalledReceiver()
        service.store.handOver(to: receiver)
        async let first = service.ask(.post, "/v1/codes", body: Bodies.code)
        await receiver.stalled()
        defer { receiver.letGo() }
        try await withThrowingTaskGroup(of: StoreFault?.self) { group in
            let municipality = Municipality(nis: "11002", name: "Antwerpen", languages: [.nl], agreement: nil)
            for _ in 0...Limits.writerInbox {
                group.addTask {
                    do throws(StoreFault) { try await service.store.register(municipality) } catch { return error }
                    return nil
                }
            }
            // One more than there are places, and the only one that is answered while the writer is held up.
            #expect(try await group.next() == .some(.overloaded))
            for (path, body) in [
                ("/v1/codes", Bodies.code.replacing("jan@", with: "an@")), ("/v1/activations", Bodies.activation(email: "els@example.be")),
                ("/v1/activations/\(id)/resend", "{}"), ("/v1/activations/redeem", #"{"token":"\#(token)","code":"\#(paper)"}"#),
            ] {
                let answer = try await service.ask(.post, path, body: body)
                #expect(answer.status == 503, "\(path)")
                #expect(try answer.problem() == "overloaded", "\(path)")
                #expect(answer.headers[.retryAfter] == "1", "\(path)")
            }
            let page = try await service.send("code=\(paper)", to: "/a/\(token)")
            #expect(page.status == 503)
            #expect(page.headers[.retryAfter] == "60")
            #expect(try await service.ask(.get, "/v1/messages").status == 200)
            #expect(try await service.ask(.get, "/livez").status == 200)
            receiver.letGo()
            for try await fault in group { #expect(fault == nil) }
        }
        #expect(try await first.status == 202)
        #expect(try await service.ask(.post, "/v1/codes", body: Bodies.code.replacing("jan@", with: "an@")).status == 202)
    }

    struct Limit: Sendable, CustomTestStringConvertible {
        let name: String
        let limits: IssuanceLimits
        let path: String
        /// The window in seconds, which bounds `Retry-After`.
        let window: Int
        /// The body of the request with this number.
        let body: @Sendable (Int) -> String
        var testDescription: String { name }
    }

    private static let code: @Sendable (Int) -> String = { _ in Bodies.code }

    @Test(arguments: [
        Limit(name: "per_recipient_per_minute", limits: IssuanceLimits(), path: "/v1/codes", window: 60, body: code),
        Limit(
            name: "per_recipient_per_hour", limits: IssuanceLimits(perRecipientPerMinute: 0, perRecipientPerHour: 1), path: "/v1/codes",
            window: 3_600, body: code),
        Limit(
            name: "per_recipient_per_day", limits: IssuanceLimits(perRecipientPerMinute: 0, perRecipientPerHour: 0, perRecipientPerDay: 1),
            path: "/v1/codes", window: 86_400, body: code),
        Limit(
            name: "per_key_per_minute", limits: IssuanceLimits(perKeyPerMinute: 1), path: "/v1/codes", window: 60,
            body: { Bodies.code.replacing("jan@", with: "jan\($0)@") }),
        Limit(
            name: "per_key_per_day", limits: IssuanceLimits(perKeyPerDay: 1), path: "/v1/codes", window: 86_400,
            body: { Bodies.code.replacing("jan@", with: "jan\($0)@") }),
        Limit(
            name: "per_municipality_per_day", limits: IssuanceLimits(perMunicipalityPerDay: 1), path: "/v1/activations", window: 86_400,
            body: { Bodies.activation(email: "jan\($0)@example.be") }),
    ])
    func `each limit is 429 with the time to come again, and holds no longer`(_ limit: Limit) async throws {
        let service = try await Service(limits: limit.limits)
        let taken = try await service.ask(.post, limit.path, body: limit.body(1))
        #expect(taken.status < 300, "\(taken.text)")
        let refused = try await service.ask(.post, limit.path, body: limit.body(2))
        #expect(refused.status == 429)
        #expect(try refused.problem() == "too-many-requests")
        #expect(refused.text.contains(limit.name))
        let wait = try #require(refused.headers[.retryAfter].flatMap { Int($0) })
        #expect((1...limit.window).contains(wait))
        service.clock.advance(by: .seconds(wait - 1))
        #expect(try await service.ask(.post, limit.path, body: limit.body(3)).status == 429)
        service.clock.advance(by: .seconds(1))
        #expect(try await service.ask(.post, limit.path, body: limit.body(4)).status < 300)
    }
}
