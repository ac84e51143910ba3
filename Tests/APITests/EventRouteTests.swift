import API
import HTTPTypes
import Issuance
import Mail
import Queue
import StoreSQLite
import TestKit
import Testing

/// `GET /v1/activations/{id}/events` over a real socket, on a clock set by hand.
@Suite(.timeLimit(.minutes(5))) struct EventRouteTests {
    private static let owner = LeaseOwner(token: 8)

    private static func path(_ id: String) -> String { "/v1/activations/\(id)/events" }

    /// Leases the newest mail of an activation, and settles it with what a relay replied.
    private static func settle(
        _ service: Service, _ id: String, _ next: Settlement.Next, code: ReplyCode, _ text: String, reason: Reason
    ) async throws {
        let message = try await service.stored(id).message
        let leases = try await service.store.lease(
            [.link: 50], owner: owner, now: service.clock.now, until: service.clock.now + .seconds(60))
        let lease = try #require(leases.first { $0.entry.id == message })
        let attempt = AttemptRecord(
            number: 1, at: service.clock.now, relay: "primary", stage: .finalDot,
            reply: Reply(code: code, enhanced: EnhancedStatusCode(5, 1, 1), text: text), outcome: "rejected", reason: reason, rule: "550")
        let settlement = Settlement(lease: lease, next: next, reason: reason, at: service.clock.now, attempt: attempt)
        let result = await withCheckedContinuation { continuation in
            service.store.settle(settlement) { continuation.resume(returning: $0) }
        }
        #expect(result == .settled)
    }

    /// Waits until so many streams wait for time.
    private static func settled(_ service: Service, streams: Int = 1) async {
        #expect(await eventually { service.clock.waiting == streams })
    }

    @Test func `the present state comes at once, then each change as its own route shows it, until nothing can change`() async throws {
        let service = try await Service()
        let (id, code, token) = try await service.issued()
        let message = try await service.stored(id).message
        try await service.serve { _, port async throws in
            let client = try await EventClient.open(port, Self.path(id), key: service.key)
            var events = try await client.events(2)
            #expect(client.head.hasPrefix("HTTP/1.1 200 "))
            for field in ["Content-Type: text/event-stream", "Cache-Control: no-store", "X-Accel-Buffering: no", "chunked"] {
                #expect(client.head.contains(field), "\(client.head)")
            }
            #expect(client.body.hasPrefix("retry: 2000\n\n"))
            #expect(events.map(\.name) == ["activation", "message"] && events.map(\.state) == ["pending", "queued"])
            #expect(events[0].data == (try await service.ask(.get, "/v1/activations/\(id)").text))
            #expect(events[1].data == (try await service.ask(.get, "/v1/messages/\(message)").text))

            try await Self.settle(
                service, id, .finished(.rejected), code: .mailboxUnavailable, "no such user here", reason: .recipientUnknown)
            events = try await client.events(3)
            #expect(await eventually { client.events.last?.state == "rejected" })
            #expect(client.events.dropFirst(2).allSatisfy { $0.name == "message" })
            let last = try #require(client.events.last)
            #expect(last.data == (try await service.ask(.get, "/v1/messages/\(message)").text))
            #expect(last.data.contains(#""reply":{"code":550,"enhanced":"5.1.1","text":"no such user here"}"#), "\(last.data)")

            let before = client.events.count
            _ = try await service.ask(.post, "/v1/activations/redeem", body: #"{"token":"\#(token)","code":"\#(code)"}"#)
            events = try await client.events(before + 1)
            #expect(events[before].name == "activation" && events[before].state == "redeemed")
            #expect(events[before].data == (try await service.ask(.get, "/v1/activations/\(id)").text))
            #expect(!client.isComplete)

            _ = try await service.ask(.post, "/v1/activations/\(id)/revoke")
            #expect(await eventually { client.isComplete })
            #expect(client.events.last?.state == "revoked" && client.events.count == before + 2)
            #expect(await eventually { service.events.count == 0 })

            // Who has seen that need not ask again.
            let seen = try #require(client.events.last).id
            let again = try await service.ask(.get, Self.path(id), headers: [.init("Last-Event-ID") ?? .accept: seen])
            #expect(again.status == 204 && again.bytes.isEmpty)
            let other = try await service.ask(.get, Self.path(id), headers: [.init("Last-Event-ID") ?? .accept: "0-0"])
            #expect(other.status == 200 && other.text.contains("event: activation\n") && other.text.contains("event: message\n"))
        }
    }

    @Test func `a resend, a reissue and a corrected address are told with their new mail`() async throws {
        let service = try await Service()
        let id = try await service.issued().id
        try await service.serve { _, port async throws in
            let client = try await EventClient.open(port, Self.path(id), key: service.key)
            _ = try await client.events(2)
            for (method, path, body) in [
                (HTTPRequest.Method.post, "/resend", "{}"), (.post, "/reissue", "{}"), (.patch, "", #"{"email":"els@example.com"}"#),
            ] {
                await Self.settled(service)
                let before = client.events.count
                // Beyond the minute of the recipient's limit; a sign of life is due meanwhile, and no event.
                service.clock.advance(by: .seconds(61))
                let answer = try await service.ask(method, "/v1/activations/\(id)\(path)", body: body)
                #expect(answer.status < 300, "\(answer.text)")
                let events = try await client.events(before + 2)
                #expect(events[before...].map(\.name) == ["activation", "message"], "\(path)")
                #expect(try events[before].json()["reference"] == .string(answer.string("reference")))
                #expect(try events[before + 1].json()["id"] == answer.json()["message"]?["id"])
            }
            #expect(client.events.last { $0.name == "activation" }?.data.contains("e•••@example.com") == true)
        }
    }

    @Test func `who comes back is told what changed since, and nothing else`() async throws {
        let service = try await Service()
        let id = try await service.issued().id
        try await service.serve { _, port async throws in
            let first = try await EventClient.open(port, Self.path(id), key: service.key)
            let seen = try await first.events(2).map(\.id)
            try await first.close()
            // The client's end is noticed, and nobody waits for it.
            #expect(await eventually { service.events.count == 0 })
            let half = try await EventClient.open(port, Self.path(id), key: service.key, fields: "Last-Event-ID: \(seen[0])\r\n")
            #expect(try await half.events(1).map(\.name) == ["message"])
            try await half.close()
            let whole = try await EventClient.open(port, Self.path(id), key: service.key, fields: "Last-Event-ID: \(seen[1])\r\n")
            await Self.settled(service)
            #expect(whole.events.isEmpty && whole.body.hasPrefix("retry: "))
            _ = try await service.ask(.post, "/v1/activations/\(id)/revoke")
            #expect(try await whole.events(2).map(\.state) == ["revoked", "cancelled"])
        }
    }

    @Test func `an end that time brings is told at its moment`() async throws {
        let service = try await Service()
        let id = try await service.issued().id
        let expires = try await service.stored(id).expires
        service.clock.advance(by: expires - service.clock.now - .seconds(5))
        try await service.serve { _, port async throws in
            let client = try await EventClient.open(port, Self.path(id), key: service.key)
            #expect(try await client.events(2)[0].state == "pending")
            await Self.settled(service)
            service.clock.advance(by: .seconds(5))
            let events = try await client.events(3)
            #expect(events[2].name == "activation" && events[2].state == "expired")
        }
    }

    @Test func `it shows that it lives, and ends in time`() async throws {
        let service = try await Service()
        let id = try await service.issued().id
        try await service.serve { _, port async throws in
            let client = try await EventClient.open(port, Self.path(id), key: service.key)
            _ = try await client.events(2)
            for beat in 1...3 {
                await Self.settled(service)
                service.clock.advance(by: .seconds(Limits.eventStreamHeartbeatSeconds))
                #expect(await eventually { client.body.ranges(of: "\n:\n").count == beat }, "\(client.body)")
            }
            await Self.settled(service)
            service.clock.advance(by: .seconds(Limits.eventStreamSeconds))
            #expect(await eventually { client.isComplete })
            #expect(client.events.count == 2)
        }
    }

    @Test func `a role that is withdrawn, a token that is over and a key that is revoked end it before another event`() async throws {
        let service = try await Service()
        let id = try await service.issued().id
        let officer = try await service.signIn("officer", [HeldRole(.registrationOfficer, in: "62063")])
        let other = try await service.signIn("other", [HeldRole(.registrationOfficer, in: "62063")])
        let (key, text) = try await service.keys.create(
            name: "read", scopes: [.activationsRead], municipality: "62063", by: .localOperator)
        let subject = PersonIdentity(issuer: Service.issuer, subject: "officer").hmac(service.keyring)
        try await service.serve { _, port async throws in
            let clients = try await [officer, other, text.revealText()].asyncMap { credential in
                try await EventClient.open(port, Self.path(id), key: credential)
            }
            for client in clients { _ = try await client.events(2) }
            await Self.settled(service, streams: 3)
            for gift in try await service.store.grantsNotOver(now: service.clock.now) where gift.person.subject == subject {
                _ = try await service.grants.withdraw(gift.grant.id, in: "62063", by: .localOperator)
            }
            service.clock.advance(by: .seconds(Limits.eventStreamHeartbeatSeconds))
            #expect(await eventually { clients[0].isComplete })
            #expect(!clients[1].isComplete && !clients[2].isComplete)
            service.tokens.remove(other)
            #expect(try await service.keys.revoke(key.id, by: .localOperator))
            _ = try await service.ask(.post, "/v1/activations/\(id)/revoke")
            for client in clients {
                #expect(await eventually { client.isComplete })
                #expect(client.events.count == 2)
            }
        }
    }

    @Test func `who may not see the activation gets what its own route answers`() async throws {
        let service = try await Service(scopes: [.activationsWrite, .codesWrite, .messagesRead])
        let id = try await service.issued().id
        func key(_ scope: APIKey.Scope, _ nis: String?) async throws -> String {
            try await service.keys.create(name: "k", scopes: [scope], municipality: nis, by: .localOperator).1.revealText()
        }
        for (credential, status) in [
            (try await key(.activationsRead, "11002"), 404), (try await key(.messagesRead, nil), 403), ("none", 401),
        ] {
            for path in [Self.path(id), "/v1/activations/\(id)"] {
                #expect(try await service.ask(.get, path, key: credential).status == status)
            }
        }
        for path in [Self.path("act_00000000000000000000000001"), Self.path("act_1")] {
            #expect(try await service.ask(.get, path).problem() == "not-found")
        }
        #expect(service.events.count == 0)
    }

    @Test func `there are so many streams and no more`() async throws {
        let service = try await Service(streams: EventStreamBounds(total: 2, perCaller: 1))
        let id = try await service.issued().id
        let keys = try await [1, 2].asyncMap { number in
            try await service.keys.create(name: "\(number)", scopes: [.activationsRead], municipality: nil, by: .localOperator).1
                .revealText()
        }
        try await service.serve { _, port async throws in
            let client = try await EventClient.open(port, Self.path(id), key: service.key)
            _ = try await client.events(2)
            let own = try await service.ask(.get, Self.path(id))
            #expect(own.status == 429 && own.headers[.retryAfter] == "15")
            #expect(try own.problem() == "too-many-requests")
            let second = try await EventClient.open(port, Self.path(id), key: keys[0])
            _ = try await second.events(2)
            let third = try await service.ask(.get, Self.path(id), key: keys[1])
            #expect(third.status == 503 && third.headers[.retryAfter] == "15")
            #expect(try third.problem() == "overloaded")
            try await client.close()
            #expect(await eventually { service.events.count == 1 })
            let late = try await EventClient.open(port, Self.path(id), key: keys[1])
            #expect(try await late.events(2).count == 2)
        }
        #expect(await eventually { service.events.count == 0 })
    }

    @Test func `HEAD has the fields and takes no place`() async throws {
        let service = try await Service()
        let id = try await service.issued().id
        let answer = try await service.ask(.head, Self.path(id))
        #expect(answer.status == 200 && answer.bytes.isEmpty)
        #expect(answer.headers[.contentType] == "text/event-stream" && answer.headers[.cacheControl] == "no-store")
        #expect(await eventually { service.events.count == 0 })
    }

    @Test func `the stop of the service ends it as a whole answer, at once`() async throws {
        let service = try await Service()
        let id = try await service.issued().id
        let client = try await service.serve { _, port async throws in
            let client = try await EventClient.open(port, Self.path(id), key: service.key)
            _ = try await client.events(2)
            return client
        }
        #expect(await eventually { client.isOver })
        #expect(client.isComplete && client.events.count == 2)
        #expect(service.events.count == 0)
    }
}

extension Sequence {
    fileprivate func asyncMap<Value>(_ transform: (Element) async throws -> Value) async rethrows -> [Value] {
        var values: [Value] = []
        for element in self { values.append(try await transform(element)) }
        return values
    }
}
