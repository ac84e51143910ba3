import API
import HTTPTypes
import Issuance
import Mail
import Queue
import StoreSQLite
import TestKit
import Testing

@Suite(.timeLimit(.minutes(5))) struct MessageOperationTests {
    @Test func `an operator holds, releases, retries and cancels`() async throws {
        let service = try await Service(scopes: [.queueOperate, .codesWrite])
        let id = try await Self.issue(service)
        let held = try await service.ask(.post, "/v1/messages/\(id)/hold")
        #expect(held.status == 200)
        #expect(try held.string("state") == "held" && held.string("reason") == "held_by_operator")
        #expect(try held.names().last == "attempts")
        #expect(try await service.ask(.post, "/v1/messages/\(id)/hold", body: "{}").status == 200)
        service.clock.advance(by: .seconds(5))
        let released = try await service.ask(.post, "/v1/messages/\(id)/release")
        #expect(try released.string("state") == "queued" && released.string("reason") == "released_by_operator")
        #expect(try released.string("due_at") == service.clock.now.rfc3339)
        #expect(try await service.ask(.post, "/v1/messages/\(id)/release").status == 200)
        #expect(try await service.ask(.post, "/v1/messages/\(id)/retry").status == 200)
        let cancelled = try await service.ask(.post, "/v1/messages/\(id)/cancel")
        #expect(try cancelled.string("state") == "cancelled" && cancelled.string("reason") == "cancelled_by_operator")
        #expect(try await service.ask(.post, "/v1/messages/\(id)/cancel").status == 200)
        let late = try await service.ask(.post, "/v1/messages/\(id)/retry")
        #expect(late.status == 409)
        #expect(try late.problem() == "conflict" && late.string("detail").contains("cancelled"))
    }

    @Test(arguments: MessageOperations.Verb.allCases)
    func `what a connection has is left to it`(verb: MessageOperations.Verb) async throws {
        let service = try await Service(scopes: [.queueOperate, .codesWrite])
        let id = try await Self.issue(service)
        let now = service.clock.now
        _ = try await service.store.lease([.code: 1], owner: LeaseOwner(token: 3), now: now, until: now + .seconds(60))
        let answer = try await service.ask(.post, "/v1/messages/\(id)/\(verb.rawValue)")
        #expect(answer.status == 409)
        #expect(try answer.string("detail").contains("leased"))
    }

    @Test func `what is too old is not released`() async throws {
        let service = try await Service(scopes: [.queueOperate, .codesWrite])
        let id = try await Self.issue(service)
        _ = try await service.ask(.post, "/v1/messages/\(id)/hold")
        service.clock.advance(by: .seconds(545))
        let answer = try await service.ask(.post, "/v1/messages/\(id)/release")
        #expect(answer.status == 409)
        #expect(try answer.string("detail").contains("expires"))
    }

    @Test func `a message that is not there, and a key that may not`() async throws {
        let service = try await Service(scopes: [.queueOperate, .codesWrite])
        #expect(try await service.ask(.post, "/v1/messages/msg_01kas7bq3w5n7t9y1b3d5f7h9k/hold").status == 404)
        #expect(try await service.ask(.post, "/v1/messages/none/hold").status == 404)
        let id = try await Self.issue(service)
        #expect(try await service.ask(.post, "/v1/messages/\(id)/hold", body: #"{"why":"x"}"#).status == 422)
        let (_, reader) = try await service.keys.create(name: "reader", scopes: [.messagesRead], municipality: nil)
        #expect(try await service.ask(.post, "/v1/messages/\(id)/hold", key: reader.revealText()).status == 403)
        let (_, town) = try await service.keys.create(name: "town", scopes: [.queueOperate], municipality: "11002")
        #expect(try await service.ask(.post, "/v1/messages/\(id)/hold", key: town.revealText()).status == 404)
    }

    private static func issue(_ service: Service) async throws -> String {
        let answer = try await service.ask(.post, "/v1/codes", body: Bodies.code)
        guard case .object(let message)? = try answer.json()["message"] else { throw Service.Missing.code }
        guard case .string(let id)? = message.first(where: { $0.name == "id" })?.value else { throw Service.Missing.code }
        return id
    }
}
