import API
import HTTPTypes
import Issuance
import Mail
import Queue
import TestKit
import Testing

@Suite(.timeLimit(.minutes(5))) struct PauseRouteTests {
    @Test func `lanes, relays and domains are paused and resumed`() async throws {
        let service = try await Service(scopes: [.queueOperate])
        let paused = try await service.ask(.post, "/v1/queue/pause", body: #"{"lane":"notice","relay":"primary"}"#)
        #expect(paused.status == 200)
        #expect(paused.text == #"{"paused":[{"lane":"notice"},{"relay":"primary"}]}"#)
        _ = try await service.ask(.post, "/v1/queue/pause", body: #"{"domain":"Example.BE"}"#)
        let queue = try await service.ask(.get, "/v1/queue")
        #expect(queue.text.contains(#""paused":[{"lane":"notice"},{"relay":"primary"},{"domain":"example.be"}]"#))
        let resumed = try await service.ask(.post, "/v1/queue/resume", body: #"{"lane":"notice","relay":"primary","domain":"example.be"}"#)
        #expect(resumed.text == #"{"paused":[]}"#)
    }

    @Test(arguments: [
        ("{}", "lane"), (#"{"lane":"fast"}"#, "lane"), (#"{"relay":"other"}"#, "relay"), (#"{"domain":"a b"}"#, "domain"),
        (#"{"domain":"jan@example.be"}"#, "domain"), (#"{"host":"x"}"#, "host"),
    ])
    func `a wrong name is told, and nothing is paused`(body: String, field: String) async throws {
        let service = try await Service(scopes: [.queueOperate])
        let answer = try await service.ask(.post, "/v1/queue/pause", body: body)
        #expect(answer.status == 422)
        #expect(try answer.faultyFields() == [field])
        #expect(service.probe.pauses.isEmpty)
    }

    @Test func `a relay that is configured no more is resumed`() async throws {
        let service = try await Service(scopes: [.queueOperate])
        try await service.probe.setPaused(true, .relay("former"))
        #expect(try await service.ask(.post, "/v1/queue/resume", body: #"{"relay":"former"}"#).text == #"{"paused":[]}"#)
    }

    @Test func `no more than a thousand pauses are kept`() async throws {
        let service = try await Service(scopes: [.queueOperate])
        for number in 0..<Limits.pauses { try await service.probe.setPaused(true, .domain("d\(number).example")) }
        let answer = try await service.ask(.post, "/v1/queue/pause", body: #"{"lane":"code"}"#)
        #expect(answer.status == 409)
        #expect(try answer.problem() == "conflict")
        #expect(try await service.ask(.post, "/v1/queue/pause", body: #"{"domain":"d7.example"}"#).status == 200)
    }

    @Test func `a key of one municipality, or without the scope, may not`() async throws {
        let service = try await Service(scopes: [.messagesRead])
        #expect(try await service.ask(.post, "/v1/queue/pause", body: #"{"lane":"code"}"#).status == 403)
        let (_, town) = try await service.keys.create(name: "town", scopes: [.queueOperate], municipality: "11002")
        #expect(try await service.ask(.post, "/v1/queue/pause", body: #"{"lane":"code"}"#, key: town.revealText()).status == 403)
    }
}
