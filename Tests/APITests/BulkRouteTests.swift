import API
import HTTPTypes
import Issuance
import Mail
import Queue
import StoreSQLite
import TestKit
import Testing

@Suite(.timeLimit(.minutes(5))) struct BulkRouteTests {
    private static let path = "/v1/messages:bulk"

    /// Three codes to example.be, two to example.com and a link.
    private static func filled() async throws -> Service {
        let service = try await Service(scopes: [.activationsWrite, .codesWrite, .messagesRead, .queueOperate])
        for address in ["a@example.be", "b@example.be", "c@example.be", "a@example.com", "b@example.com"] {
            service.clock.advance(by: .milliseconds(5))
            let body = Bodies.code.replacing("jan@example.be", with: address)
            #expect(try await service.ask(.post, "/v1/codes", body: body).status == 202)
        }
        _ = try await service.issued()
        return service
    }

    private static func count(_ answer: Reading, _ group: String, _ name: String) throws -> Int64? {
        guard case .integer(let count)? = try answer.json()[group]?[name] else { return nil }
        return count
    }

    private static func matched(_ answer: Reading) throws -> Int64? {
        guard case .integer(let count)? = try answer.json()["matched"] else { return nil }
        return count
    }

    @Test func `a dry run counts and shows, and changes nothing`() async throws {
        let service = try await Self.filled()
        let before = try await service.ask(.get, "/v1/messages").text
        let answer = try await service.ask(
            .post, Self.path, body: #"{"action":"cancel","filter":{"lane":"code","domain":"EXAMPLE.BE"},"dry_run":true}"#)
        #expect(answer.status == 200, "\(answer.text)")
        #expect(try answer.names() == ["action", "dry_run", "matched", "states", "outcomes", "sample", "next_cursor"])
        #expect(try Self.matched(answer) == 3)
        #expect(try Self.count(answer, "states", "queued") == 3)
        #expect(try Self.count(answer, "outcomes", "done") == 0)
        guard case .array(let sample)? = try answer.json()["sample"] else { return }
        #expect(sample.count == 3 && sample.allSatisfy { $0["domain"] == .string("example.be") })
        #expect(try await service.ask(.get, "/v1/messages").text == before)
    }

    @Test func `what matches is held, released, retried and cancelled, and nothing else`() async throws {
        let service = try await Self.filled()
        let held = try await service.ask(
            .post, Self.path, body: #"{"action":"hold","filter":{"kind":"one_time_code","domain":"example.be"}}"#)
        #expect(try Self.count(held, "outcomes", "done") == 3)
        #expect(try held.json()["next_cursor"] == .null && held.json()["sample"] == .array([]))
        let again = try await service.ask(
            .post, Self.path, body: #"{"action":"hold","filter":{"kind":"one_time_code","domain":"example.be"}}"#)
        #expect(try Self.count(again, "outcomes", "unchanged") == 3 && Self.count(again, "states", "held") == 3)
        let released = try await service.ask(.post, Self.path, body: #"{"action":"release","filter":{"state":"held"}}"#)
        #expect(try Self.count(released, "outcomes", "done") == 3)
        let retried = try await service.ask(.post, Self.path, body: #"{"action":"retry","filter":{"all":true}}"#)
        #expect(try Self.matched(retried) == 6 && Self.count(retried, "outcomes", "unchanged") == 6)
        let cancelled = try await service.ask(.post, Self.path, body: #"{"action":"cancel","filter":{"lane":"code"}}"#)
        #expect(try Self.count(cancelled, "outcomes", "done") == 5)
        let left = try await service.ask(.post, Self.path, body: #"{"action":"cancel","filter":{"all":true},"dry_run":true}"#)
        #expect(try Self.matched(left) == 1)
        let ended = try await service.ask(.get, "/v1/messages?state=cancelled")
        #expect(ended.text.ranges(of: "cancelled_by_operator").count == 5)
    }

    @Test func `by reason and by age`() async throws {
        let service = try await Self.filled()
        let all = try await service.store.messages(MessageFilter(lane: .code), after: nil, limit: 9).messages
        let edge = try #require(all.dropFirst(2).first).issued
        let held = try await service.ask(
            .post, Self.path, body: #"{"action":"hold","filter":{"lane":"code","issued_before":"\#(edge.rfc3339)"}}"#)
        #expect(try Self.count(held, "outcomes", "done") == 2)
        let released = try await service.ask(.post, Self.path, body: #"{"action":"release","filter":{"reason":"held_by_operator"}}"#)
        #expect(try Self.count(released, "outcomes", "done") == 2)
        let entries = try await service.store.auditEntries(after: 0, limit: 100).filter { $0.action == "message_released" }
        #expect(entries.map(\.object) == ["reason=held_by_operator"])
    }

    @Test(arguments: MessageOperations.Verb.allCases)
    func `what a connection has is counted apart`(verb: MessageOperations.Verb) async throws {
        let service = try await Self.filled()
        let now = service.clock.now
        _ = try await service.store.lease([.code: 2], owner: LeaseOwner(token: 3), now: now, until: now + .seconds(60))
        let answer = try await service.ask(.post, Self.path, body: #"{"action":"\#(verb.rawValue)","filter":{"lane":"code"}}"#)
        #expect(try Self.count(answer, "outcomes", "in_flight") == 2)
        #expect(try Self.count(answer, "states", "leased") == 2 && Self.count(answer, "states", "queued") == 3)
        #expect(try Self.matched(answer) == 5)
    }

    @Test func `a part ends at its limit and says where to go on`() async throws {
        let service = try await Self.filled()
        var cursor: String?
        var parts: [Int64] = []
        repeat {
            let place = cursor.map { #","cursor":"\#($0)""# } ?? ""
            let answer = try await service.ask(
                .post, Self.path, body: #"{"action":"hold","filter":{"lane":"code"},"limit":2\#(place)}"#)
            #expect(answer.status == 200, "\(answer.text)")
            parts.append(try Self.matched(answer) ?? -1)
            guard case .string(let next)? = try answer.json()["next_cursor"] else { break }
            cursor = next
        } while parts.count < 9
        #expect(parts == [2, 2, 1])
        let held = try await service.ask(.post, Self.path, body: #"{"action":"hold","filter":{"state":"held"},"dry_run":true}"#)
        #expect(try Self.matched(held) == 5)
    }

    @Test func `many are done in several transactions, each with its entry in the audit log`() async throws {
        let service = try await Service(scopes: [.queueOperate])
        let random = SeededRandom(seed: 3)
        let now = service.clock.now
        try await service.store.enqueue(
            (0..<150).map { _ in
                QueueEntry(
                    id: QueueID(at: now, random: random), kindName: KindTable.activationLink, lane: .link, language: .nl,
                    bindingLanguage: nil,
                    domain: "example.be", municipality: "62063", sealedContent: random.bytes(40), templateVersion: "1", issued: now,
                    expires: now + .seconds(86_400), due: now, attempt: 0, resends: 0, supersessionKey: nil)
            })
        let held = try await service.ask(.post, Self.path, body: #"{"action":"hold","filter":{"domain":"example.be"}}"#)
        #expect(try Self.matched(held) == 150 && Self.count(held, "outcomes", "done") == 150)
        #expect(try held.json()["next_cursor"] == .null)
        let entries = try await service.store.auditEntries(after: 0, limit: 100).filter { $0.action == "message_held" }
        #expect(entries.map(\.details) == ["messages=64", "messages=64", "messages=22"])
        let trial = try await service.ask(.post, Self.path, body: #"{"action":"release","filter":{"state":"held"},"dry_run":true}"#)
        guard case .array(let sample)? = try trial.json()["sample"] else { return }
        #expect(try Self.matched(trial) == 150 && sample.count == 20)
    }

    @Test(arguments: [
        (#"{"action":"hold","filter":{}}"#, "filter"),
        (#"{"action":"hold","filter":{"all":false}}"#, "filter"),
        (#"{"action":"hold","filter":{"state":null}}"#, "filter"),
        (#"{"action":"hold"}"#, "filter"),
        (#"{"action":"hold","filter":{"all":true,"lane":"code"}}"#, "filter.all"),
        (#"{"action":"hold","filter":{"state":"accepted"}}"#, "filter.state"),
        (#"{"action":"hold","filter":{"lane":"fast"}}"#, "filter.lane"),
        (#"{"action":"hold","filter":{"kind":"one_time_cod"}}"#, "filter.kind"),
        (#"{"action":"hold","filter":{"domain":"a b"}}"#, "filter.domain"),
        (#"{"action":"hold","filter":{"domain":"jan@example.be"}}"#, "filter.domain"),
        (#"{"action":"hold","filter":{"reason":"why"}}"#, "filter.reason"),
        (#"{"action":"hold","filter":{"issued_before":"today"}}"#, "filter.issued_before"),
        (#"{"action":"hold","filter":{"recipient":"jan"}}"#, "filter.recipient"),
        (#"{"action":"drop","filter":{"all":true}}"#, "action"),
        (#"{"action":"hold","filter":{"all":true},"limit":10001}"#, "limit"),
        (#"{"action":"hold","filter":{"all":true},"cursor":"1"}"#, "cursor"),
        (#"{"action":"hold","filter":{"all":true},"dry_run":1}"#, "dry_run"),
    ])
    func `a wrong field is named and nothing is done`(body: String, field: String) async throws {
        let service = try await Self.filled()
        let answer = try await service.ask(.post, Self.path, body: body)
        #expect(answer.status == 422, "\(answer.text)")
        #expect(try answer.faultyFields().contains(field), "\(answer.text)")
        #expect(!(try await service.ask(.get, "/v1/messages").text.contains("held_by_operator")))
    }

    @Test func `a key of a municipality reaches its own, and a reader nothing`() async throws {
        let service = try await Self.filled()
        let (_, town) = try await service.keys.create(name: "town", scopes: [.queueOperate], municipality: "62063")
        let (_, other) = try await service.keys.create(name: "other", scopes: [.queueOperate], municipality: "11002")
        let (_, reader) = try await service.keys.create(name: "reader", scopes: [.messagesRead], municipality: nil)
        let body = #"{"action":"hold","filter":{"all":true}}"#
        #expect(try await service.ask(.post, Self.path, body: body, key: reader.revealText()).status == 403)
        #expect(try await Self.matched(service.ask(.post, Self.path, body: body, key: other.revealText())) == 0)
        #expect(try await Self.matched(service.ask(.post, Self.path, body: body, key: town.revealText())) == 1)
    }

    @Test func `the audit log has one entry for each municipality, with counts`() async throws {
        let service = try await Self.filled()
        _ = try await service.ask(.post, Self.path, body: #"{"action":"hold","filter":{"all":true}}"#)
        _ = try await service.ask(.post, Self.path, body: #"{"action":"hold","filter":{"all":true}}"#)
        let held = try await service.store.auditEntries(after: 0, limit: 100).filter { $0.action == "message_held" }
        #expect(held.map(\.object) == ["all", "all"])
        #expect(held.map(\.municipality) == [nil, "62063"])
        #expect(held.map(\.details) == ["messages=5", "messages=1"])
        _ = try await service.ask(.post, Self.path, body: #"{"action":"release","filter":{"state":"held","domain":"example.com"}}"#)
        let released = try await service.store.auditEntries(after: 0, limit: 100).filter { $0.action == "message_released" }
        #expect(released.map(\.object) == ["state=held domain=example.com"])
    }
}
