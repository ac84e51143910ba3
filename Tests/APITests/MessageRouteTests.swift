import API
import HTTPTypes
import Issuance
import Mail
import Queue
import StoreSQLite
import TestKit
import Testing

@Suite(.timeLimit(.minutes(5))) struct MessageRouteTests {
    private static let names = [
        "id", "kind", "lane", "language", "languages", "domain", "municipality", "state", "reason", "attempt", "issued_at", "due_at",
        "expires_at", "finished_at", "superseded_by",
    ]

    @Test func `a message shows its attempts and no recipient`() async throws {
        let service = try await Service()
        _ = try await service.ask(.post, "/v1/codes", body: Bodies.code)
        let owner = LeaseOwner(token: 3)
        let now = service.clock.now
        let lease = try #require(try await service.store.lease([.code: 1], owner: owner, now: now, until: now + .seconds(60)).first)
        let code = try #require(ReplyCode(550))
        let reply = Reply(code: code, lines: [Array("5.1.1 <jan@example.be>: unknown".utf8)])
        let attempt = AttemptRecord(
            number: 1, at: now, relay: "primary", stage: .rcpt, reply: reply, outcome: "rejected", reason: .recipientRefused, rule: "r")
        let settlement = Settlement(lease: lease, next: .finished(.rejected), reason: .recipientRefused, at: now, attempt: attempt)
        let result = await withCheckedContinuation { done in
            service.store.settle(settlement) { done.resume(returning: $0) }
        }
        #expect(result == .settled)
        let shown = try await service.ask(.get, "/v1/messages/\(lease.entry.id)")
        #expect(shown.status == 200)
        #expect(try shown.names() == Self.names + ["attempts"])
        #expect(try shown.string("state") == "rejected")
        #expect(try shown.string("domain") == "example.be")
        #expect(try shown.string("finished_at") == now.rfc3339)
        #expect(!shown.text.contains("jan"))
        guard case .array(let attempts)? = try shown.json()["attempts"], let first = attempts.first else {
            Issue.record("no attempts in \(shown.text)")
            return
        }
        #expect(first["n"] == .integer(1) && first["stage"] == .string("rcpt") && first["outcome"] == .string("rejected"))
        #expect(first["reply"]?["code"] == .integer(550) && first["reply"]?["enhanced"] == .string("5.1.1"))
        #expect(first["rule"] == .string("r"))
    }

    @Test func `a list is paged and narrowed`() async throws {
        let service = try await Service()
        for name in ["a", "b", "c"] {
            service.clock.advance(by: .milliseconds(5))
            let answer = try await service.ask(.post, "/v1/codes", body: Bodies.code.replacing("jan@", with: "\(name)@"))
            #expect(answer.status == 202)
        }
        _ = try await service.issued()
        let first = try await service.ask(.get, "/v1/messages?kind=one_time_code&limit=2")
        #expect(try Self.messages(first).count == 2)
        let cursor = try first.string("next_cursor")
        let second = try await service.ask(.get, "/v1/messages?kind=one_time_code&limit=2&cursor=\(cursor)")
        #expect(try Self.messages(second).count == 1)
        #expect(try second.json()["next_cursor"] == .null)
        let ids = try (Self.messages(first) + Self.messages(second)).compactMap { $0["id"] }
        #expect(Set(ids).count == 3)
        #expect(try await Self.messages(service.ask(.get, "/v1/messages?lane=link&state=queued&domain=example.be")).count == 1)
        #expect(try await Self.messages(service.ask(.get, "/v1/messages?state=accepted")).isEmpty)
        #expect(try await Self.messages(service.ask(.get, "/v1/messages?reason=drained")).count == 4)
        #expect(try await Self.messages(service.ask(.get, "/v1/messages?reason=greylisted")).isEmpty)
        let last = service.clock.now.rfc3339
        #expect(try await Self.messages(service.ask(.get, "/v1/messages?issued_before=\(last)&kind=one_time_code")).count == 2)
        guard case .object(let members)? = try Self.messages(first).first else { return }
        #expect(members.map(\.name) == Self.names)
    }

    @Test(arguments: [
        ("state=sent", "state"), ("lane=fast", "lane"), ("limit=0", "limit"), ("limit=201", "limit"), ("limit=x", "limit"),
        ("cursor=1", "cursor"),
        ("reason=why", "reason"), ("issued_before=today", "issued_before"), ("recipient=jan", "recipient"),
        ("state=queued&state=held", "state"),
    ])
    func `a wrong parameter is named`(query: String, field: String) async throws {
        let answer = try await Service().ask(.get, "/v1/messages?\(query)")
        #expect(answer.status == 422)
        #expect(try answer.faultyFields() == [field])
    }

    @Test func `the queue shows lanes, relays and totals`() async throws {
        let service = try await Service()
        _ = try await service.ask(.post, "/v1/codes", body: Bodies.code)
        service.clock.advance(by: .seconds(3))
        let answer = try await service.ask(.get, "/v1/queue")
        #expect(try answer.names() == ["lanes", "relays", "paused", "totals"])
        guard case .array(let lanes)? = try answer.json()["lanes"] else { return }
        #expect(lanes.compactMap { $0["lane"] } == [.string("code"), .string("link"), .string("notice")])
        let code = try #require(lanes.first)
        #expect(code["queued"] == .integer(1) && code["oldest_age_s"] == .integer(3))
        let relay =
            #"{"name":"primary","breaker":"closed","priority":1,"weight":3,"connections":4,"concurrency":2,"in_flight":1,"plain":true,"bare":false}"#
        #expect(answer.text.contains("\"relays\":[\(relay)]"))
        guard case .object(let totals)? = try answer.json()["totals"] else { return }
        #expect(totals.map(\.name) == ["accepted", "rejected", "bounced", "expired", "cancelled", "in_doubt"])
    }

    @Test func `probes tell ready, degraded and not ready`() async throws {
        let service = try await Service()
        #expect(try await service.ask(.get, "/livez", key: .some(nil)).text == #"{"status":"alive"}"#)
        #expect(try await service.ask(.get, "/readyz", key: .some(nil)).text == #"{"status":"ready"}"#)
        service.probe.set(.degraded([.relayAway("primary", .connectFailed)]))
        let degraded = try await service.ask(.get, "/readyz", key: .some(nil))
        #expect(degraded.status == 200)
        #expect(degraded.text == #"{"status":"degraded","reason":"relay primary is away: connect_failed"}"#)
        service.probe.set(.unready(reason: "the store cannot write"))
        let unready = try await service.ask(.get, "/readyz", key: .some(nil))
        #expect(unready.status == 503)
        #expect(try unready.problem() == "overloaded")
        #expect(unready.headers[.retryAfter] == "5")
    }

    @Test func `metrics are on the admin router only`() async throws {
        let service = try await Service()
        let metrics = try await service.ask(.get, "/metrics", bytes: nil, key: .some(nil), admin: true)
        #expect(metrics.text == "postduif_up 1\n")
        #expect(metrics.headers[.contentType]?.hasPrefix("text/plain; version=0.0.4") == true)
        #expect(try await service.ask(.get, "/v1/queue", bytes: nil, admin: true).status == 404)
    }

    private static func messages(_ answer: Reading) throws -> [JSONValue] {
        guard case .array(let messages)? = try answer.json()["messages"] else { return [] }
        return messages
    }
}
