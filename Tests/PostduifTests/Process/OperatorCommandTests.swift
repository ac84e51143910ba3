import Foundation
import Mail
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

    private struct Bulk: Decodable {
        let matched: Int
        let states: [String: Int]
        let outcomes: [String: Int]
        let sample: [Row]
    }

    @Test("all messages of a filter are acted on, counted first")
    func many() async throws {
        let service = try ServiceProcess(relay: ServiceProcess.clear(1))
        try await service.prepare()
        try await service.start()
        for address in ["a@example.be", "b@example.be", "c@example.com"] { #expect(try await service.postCode(address).status == 202) }
        try await until("all wait", within: .seconds(20)) {
            let rows = try await Self.list(service)
            return rows.count == 3 && rows.allSatisfy { $0.state == "queued" }
        }
        let trial = try await service.command(["queue", "hold", "--domain", "example.be", "--dry-run", "--json"])
        #expect(trial.status == 0, "\(trial.errors)")
        let counted = try JSONDecoder().decode(Bulk.self, from: Data(trial.output.utf8))
        #expect(counted.matched == 2 && counted.sample.count == 2 && counted.outcomes.isEmpty)
        let unasked = try await service.command(["queue", "hold", "--domain", "example.be"])
        #expect(unasked.status == 2 && unasked.errors.contains("2 messages match") && unasked.errors.contains("--yes"), "\(unasked.errors)")
        #expect(try await Self.list(service).allSatisfy { $0.state == "queued" })
        let held = try await service.command(["queue", "hold", "--domain", "example.be", "--yes"])
        #expect(held.status == 0 && held.output == "done 2\n", "\(held.output)\(held.errors)")
        #expect(try await Self.list(service).filter { $0.state == "held" }.count == 2)
        let none = try await service.command(["queue", "cancel", "--kind", "activation_link", "--yes"])
        #expect(none.status == 0 && none.output == "No message matches.\n", "\(none.output)\(none.errors)")
        let cancelled = try await service.command(["queue", "cancel", "--all", "--yes", "--json"])
        let ended = try JSONDecoder().decode(Bulk.self, from: Data(cancelled.output.utf8))
        #expect(ended.matched == 3 && ended.outcomes == ["done": 3], "\(cancelled.output)")
        for (option, value, text) in [
            ("--state", "accepted", "--state: must be one of queued, leased, held"),
            ("--reason", "why", "--reason: must be one of "),
            ("--issued-before", "yesterday", "--issued-before: must be a time such as 2026-11-23T12:00:00Z"),
        ] {
            let wrong = try await service.command(["queue", "cancel", option, value, "--yes"])
            #expect(wrong.status == 1 && wrong.errors.hasPrefix("postduif: \(text)"), "\(wrong.errors)")
        }
        for usage in [["--all", "--lane", "code", "--yes"], ["msg_01kas7bq3w5n7t9y1b3d5f7h9k", "--all"], ["--dry-run"]] {
            #expect(try await service.command(["queue", "cancel"] + usage).status != 0)
        }
        await service.stop()
        #expect(try await service.command(["queue", "hold", "--all", "--yes"]).status == 3)
    }

    @Test("a filter of reason and age means what it means to the API", arguments: ["hold", "release", "retry", "cancel"])
    func byReasonAndAge(_ action: String) async throws {
        let service = try ServiceProcess(relay: ServiceProcess.clear(1))
        try await service.prepare()
        try await service.start()
        #expect(try await service.postCode("old@example.be").status == 202)
        let old = try #require(try await Self.list(service).first)
        // What is issued before the edge is older than what comes now.
        let edge = try await Self.nextSecond()
        #expect(try await service.postCode("new@example.be").status == 202)
        try await until("both are held", within: .seconds(20)) {
            _ = try await service.command(["queue", "hold", "--all", "--yes"])
            let rows = try await Self.list(service)
            return rows.count == 2 && rows.allSatisfy { $0.state == "held" }
        }
        let filter = ["--reason", "held_by_operator", "--issued-before", edge]
        let listed = try await service.command(["queue", "list", "--json"] + filter)
        #expect(try JSONDecoder().decode(Listed.self, from: Data(listed.output.utf8)).messages.map(\.id) == [old.id], "\(listed.errors)")
        let other = try await service.command(["queue", action, "--reason", "greylisted", "--yes"])
        #expect(other.status == 0 && other.output == "No message matches.\n", "\(other.errors)")
        let trial = try await service.command(["queue", action, "--dry-run", "--json"] + filter)
        let counted = try JSONDecoder().decode(Bulk.self, from: Data(trial.output.utf8))
        #expect(counted.matched == 1 && counted.sample.map(\.id) == [old.id], "\(trial.output)")
        let done = try await service.command(["queue", action, "--yes", "--json"] + filter)
        #expect(try JSONDecoder().decode(Bulk.self, from: Data(done.output.utf8)).matched == 1, "\(done.output)\(done.errors)")
        let left = try await Self.list(service).filter { $0.state == "held" }.count
        #expect(left == (action == "hold" ? 2 : 1))
        await service.stop()
    }

    /// The next whole second, once it has begun: between what was issued before and what comes now.
    private static func nextSecond() async throws -> String {
        let clock = WallClock()
        let edge = Instant(seconds: clock.now.microseconds / 1_000_000 + 1)
        try await until("the next second", within: .seconds(5)) { clock.now > edge + .milliseconds(5) }
        return edge.rfc3339
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
