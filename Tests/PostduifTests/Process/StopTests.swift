import Foundation
import Synchronization
import TestKit
import Testing

/// SIGTERM: the service ends in time, and what was not done waits for the next start.
@Suite("Stopping", .serialized)
struct StopTests {
    /// How long systemd and the like wait before they kill, at the least.
    private static let patience: Duration = .seconds(10)

    @Test("with 10,000 queued: ends within 10 s with status 0, nothing is in doubt, and the next start sends the rest")
    func fullQueue() async throws {
        let isSlow = Mutex(true)
        let relay = try #require(
            ScriptedRelay { event in
                if case .message = event.subject, isSlow.withLock({ $0 }) { usleep(50_000) }
                return .usual
            })
        let service = try ServiceProcess(relay: ServiceProcess.clear(relay.port), extra: "limits: { per_key_per_minute: 0 }")
        try await service.prepare()
        try await service.start()
        let asked = 10_000
        #expect(try await service.post("/v1/queue/pause", #"{"relay": "sink"}"#).status == 200)
        try await ask(service, for: asked)
        #expect(try await service.post("/v1/queue/resume", #"{"relay": "sink"}"#).status == 200)
        try await until("messages are under way", within: .seconds(20)) { relay.messages.count >= 20 }
        let status = try await stop(service)
        let before = relay.messages.count
        #expect(status == 0)
        #expect(before < asked / 2, "the queue was not full any more")
        isSlow.withLock { $0 = false }
        try await service.start()
        try await until("the rest was sent", within: .seconds(120)) { relay.messages.count >= asked }
        try await until("all is settled", within: .seconds(20)) {
            try await !service.get("/v1/queue").body.contains(/"(queued|leased)":[1-9]/)
        }
        #expect(Set(relay.recipients).count == asked && relay.messages.count == asked)
        #expect(try await service.metric("postduif_in_doubt_total") == 0)
        await service.stop()
        relay.stop()
    }

    @Test("a relay that never answers the dot is waited for no longer than that, and then the message is in doubt")
    func silentRelay() async throws {
        let isSilent = Mutex(true)
        let relay = try #require(
            ScriptedRelay { event in
                if case .message = event.subject, isSilent.withLock({ $0 }) { return .hang }
                return .usual
            })
        let service = try ServiceProcess(relay: ServiceProcess.clear(relay.port), extra: "limits: { per_key_per_minute: 0 }")
        try await service.prepare()
        try await service.start()
        let asked = 40
        try await ask(service, for: asked)
        try await until("each connection waits for an answer", within: .seconds(20)) { relay.messages.count == 4 }
        #expect(try await stop(service) == 0)
        #expect(relay.messages.count == 4)
        isSilent.withLock { $0 = false }
        try await service.start()
        try await until("all was sent", within: .seconds(60)) { Set(relay.recipients).count == asked }
        try await until("all is settled", within: .seconds(60)) {
            try await !service.get("/v1/queue").body.contains(/"(queued|leased)":[1-9]/)
        }
        #expect(try await service.metric("postduif_in_doubt_total") == 4)
        #expect(relay.messages.count == asked + 4)
        await service.stop()
        relay.stop()
    }

    @Test("a client that sends half of a request does not hold it up")
    func slowClient() async throws {
        let service = try ServiceProcess(relay: ServiceProcess.clear(1))
        try await service.prepare()
        try await service.start()
        let client = try await Self.halfRequest(to: service)
        defer { close(client) }
        #expect(try await stop(service) == 0)
    }

    /// A connection on which a body was begun: the service waits for the rest of it.
    private static func halfRequest(to service: ServiceProcess) async throws -> Int32 {
        let client = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        address.sin_port = UInt16(service.port).bigEndian
        let isConnected = withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { connect(client, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0 }
        }
        try #require(isConnected)
        // In one write with a whole request: its answer shows that both were read.
        let begun = Array(
            """
            GET /livez HTTP/1.1\r
            Host: a\r
            \r
            POST /v1/codes HTTP/1.1\r
            Host: a\r
            Authorization: Bearer \(service.key)\r
            Content-Type: application/json\r
            Content-Length: 100\r
            \r
            {"purpose":

            """.utf8)
        try #require(send(client, begun, begun.count, Int32(MSG_NOSIGNAL)) == begun.count)
        try await until("the service waits for the body", within: .seconds(10)) {
            var octet: UInt8 = 0
            return recv(client, &octet, 1, Int32(MSG_DONTWAIT)) == 1
        }
        return client
    }

    private func stop(_ service: ServiceProcess) async throws -> Int32 {
        let start = ContinuousClock.now
        await service.stop()
        let took = ContinuousClock.now - start
        #expect(took < Self.patience, "\(took)")
        return try #require(service.process).terminationStatus
    }

    /// Codes for so many addresses, from 16 sides.
    private func ask(_ service: ServiceProcess, for count: Int) async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            for side in 0..<16 {
                group.addTask {
                    for number in stride(from: side, to: count, by: 16) {
                        let answer = try await service.postCode("c\(number)@example.be")
                        try #require(answer.status == 202, "\(answer.status) \(answer.body)")
                    }
                }
            }
            try await group.waitForAll()
        }
    }
}
