import Foundation
import Testing

/// The commands of an operator on a service whose relay is away, so that everything waits.
@Suite("Operator commands", .serialized)
struct OperatorCommandTests {
    private struct Row: Decodable {
        let id: String
        let state: String
        let reason: String
    }

    private struct Listed: Decodable { let messages: [Row] }

    @Test("messages are held, released, retried and cancelled")
    func messages() async throws {
        let service = try ServiceProcess(relay: ServiceProcess.clear(1))
        try await service.prepare()
        try await service.start()
        for name in ["a", "b"] { #expect(try await service.postCode("\(name)@example.be").status == 202) }
        try await until("both wait", within: .seconds(20)) { try await Self.list(service).allSatisfy { $0.state == "queued" } }
        let ids = try await Self.list(service).map(\.id)
        try #require(ids.count == 2)
        let held = try await service.command(["queue", "hold"] + ids + ["--json"])
        #expect(held.status == 0, "\(held.errors)")
        let rows = try JSONDecoder().decode(Listed.self, from: Data(held.output.utf8)).messages
        #expect(rows.map(\.reason) == ["held_by_operator", "held_by_operator"])
        let released = try await service.command(["queue", "release", ids[0]])
        #expect(released.status == 0 && released.output.hasPrefix("\(ids[0]) "), "\(released.output)\(released.errors)")
        let cancelled = try await service.command(["queue", "cancel", ids[1]])
        #expect(cancelled.status == 0 && cancelled.output.contains("cancelled_by_operator"), "\(cancelled.output)\(cancelled.errors)")
        let mixed = try await service.command(["queue", "retry", ids[1], "msg_01kas7bq3w5n7t9y1b3d5f7h9k"])
        #expect(mixed.status == 1 && mixed.errors.contains("\(ids[1]): The message is cancelled"), "\(mixed.errors)")
        #expect(mixed.errors.contains("no such message"))
        #expect(try await service.command(["queue", "hold"]).status == 2)
        await service.stop()
        #expect(try await service.command(["queue", "hold", ids[0]]).status == 3)
    }

    @Test("a pause outlives the service")
    func pause() async throws {
        let service = try ServiceProcess(relay: ServiceProcess.clear(1))
        try await service.prepare()
        try await service.start()
        let paused = try await service.command(["queue", "pause", "--lane", "link", "--domain", "example.be"])
        #expect(paused.status == 0 && paused.output.contains("paused: lane link, domain example.be"), "\(paused.output)\(paused.errors)")
        let relay = try await service.command(["relay", "pause", "sink"])
        #expect(relay.status == 0 && relay.output.contains("relay sink"), "\(relay.errors)")
        #expect(try await service.command(["relay", "pause", "other"]).status == 1)
        #expect(try await service.command(["queue", "pause"]).status == 2)
        await service.stop()
        try await service.start()
        try await until("the pauses are back", within: .seconds(10)) {
            let status = try await service.command(["queue", "status"])
            return status.output.contains("paused: lane link, relay sink, domain example.be")
        }
        #expect(try await service.command(["relay", "list"]).output.contains("paused"))
        let resumed = try await service.command(["queue", "resume", "--lane", "link", "--domain", "example.be", "--json"])
        #expect(resumed.status == 0 && resumed.output.contains("sink"), "\(resumed.output)\(resumed.errors)")
        let last = try await service.command(["relay", "resume", "sink"])
        #expect(last.status == 0 && last.output.contains("Nothing is paused."), "\(last.output)\(last.errors)")
        await service.stop()
    }

    private static func list(_ service: ServiceProcess) async throws -> [Row] {
        let list = try await service.command(["queue", "list", "--json"])
        return try JSONDecoder().decode(Listed.self, from: Data(list.output.utf8)).messages
    }
}
