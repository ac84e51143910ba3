import Foundation
import Synchronization
import TestKit
import Testing

/// An operator's bad day, found and handled with commands alone: each step looks as an operator would, and does what the handbook says.
@Suite("Operator drill, on the terminal")
struct DrillTests {
    private struct Status: Decodable {
        struct Lane: Decodable {
            let lane: String
            let queued: Int
            let oldestAgeS: Double?
            let willExpire: Int
        }
        struct Relay: Decodable {
            let name: String
            let breaker: String
            let reason: String?
            let inFlight: Int
        }
        let lanes: [Lane]
        let relays: [Relay]
        let totals: [String: Int]

        func relay(_ name: String) -> Relay? { relays.first { $0.name == name } }
        var codes: Lane? { lanes.first { $0.lane == "code" } }
    }

    private struct Listed: Decodable {
        struct Message: Decodable {
            let id: String
            let domain: String
            let reason: String
        }
        let messages: [Message]
        let cursor: String?
    }

    /// What the relays do; changed in the course of the day.
    private final class Weather: Sendable {
        let isSlow = Atomic(false)
        let heard = Mutex<Set<String>>([])

        /// - Parameter bearsSlowness: Whether this relay is the one that grows slow.
        func answer(_ event: ScriptedRelay.Event, bearsSlowness: Bool) -> ScriptedRelay.Answer {
            if event.verb == "RCPT", case .command(let line) = event.subject {
                if line.contains("@bad.example.be") { return .say("550 5.1.1 no such user\r\n") }
                heard.withLock { _ = $0.insert(String(line.split(whereSeparator: { "<>".contains($0) }).dropFirst().first ?? "")) }
            }
            if case .message = event.subject, bearsSlowness, isSlow.load(ordering: .relaxed) { usleep(3_000_000) }
            return .usual
        }
    }

    @Test("relay down, a thousand codes that expire, a slow relay, fifty bad addresses, a broken text", .timeLimit(.minutes(6)))
    func day() async throws {
        let weather = Weather()
        let second = try #require(ScriptedRelay { weather.answer($0, bearsSlowness: true) })
        let third = try #require(ScriptedRelay { weather.answer($0, bearsSlowness: false) })
        let texts = try TemporaryFolder()
        try FileManager.default.copyItem(atPath: ServiceProcess.root + "/templates", toPath: texts.file("templates"))
        let service = try await Self.start([second, third], texts)
        try await relayDown(service)
        try await thousandExpire(service, weather)
        try await relaySlow(service, weather)
        try await badAddresses(service)
        try await brokenText(service, texts)
        await service.stop()
        second.stop()
        third.stop()
    }

    // MARK: The day

    /// `relay list` has the relay and why; the other one, kept in reserve, takes over.
    private func relayDown(_ service: ServiceProcess) async throws {
        for name in ["reserve", "spare"] { try await operate(service, "relay", "pause", name) }
        #expect(try await service.postCode("down@example.be").status == 202)
        try await until("it is seen", within: .seconds(30)) { try await self.status(service).relay("first")?.reason == "connect_failed" }
        #expect(try await status(service).relay("first")?.breaker != "closed")
        let checked = try await service.command(["relay", "check", "first"])
        #expect(checked.status == 1 && checked.output.contains("Check host and port of its url"), "\(checked.output)")
        try await operate(service, "relay", "resume", "reserve")
        try await until("what waited went to the other", within: .seconds(60)) { try await self.status(service).totals["accepted"] == 1 }
    }

    /// The lane stands still (somebody paused it): `queue status` says so, and how many are about to end. None is submitted late.
    private func thousandExpire(_ service: ServiceProcess, _ weather: Weather) async throws {
        try await operate(service, "queue", "pause", "--lane", "code")
        try await withThrowingTaskGroup(of: Int.self) { group in
            for number in 0..<1_000 { group.addTask { try await service.postCode("late\(number)@example.be", life: 60).status } }
            for try await answer in group { #expect(answer == 202) }
        }
        #expect((try await status(service).codes?.willExpire ?? 0) > 0)
        let seen = try await service.command(["queue", "status"])
        #expect(seen.output.contains("paused: lane code"), "\(seen.output)")
        try await until("they ended", within: .seconds(60)) { try await self.status(service).totals["expired"] == 1_000 }
        try await operate(service, "queue", "resume", "--lane", "code")
        #expect(try await all(service, "--state", "expired").allSatisfy { $0.reason == "too_little_time_left" })
        #expect(try await service.postCode("after@example.be").status == 202)
        try await until("the lane goes on", within: .seconds(60)) { try await self.status(service).totals["accepted"] == 2 }
        #expect(weather.heard.withLock { $0.filter { $0.hasPrefix("late") } } == [])
    }

    /// Codes wait though every relay is closed: `in_flight` shows who is slow. It is given no more, and another one is put in its place.
    private func relaySlow(_ service: ServiceProcess, _ weather: Weather) async throws {
        weather.isSlow.store(true, ordering: .relaxed)
        for number in 0..<6 { #expect(try await service.postCode("slow\(number)@example.be").status == 202) }
        try await until("it is seen", within: .seconds(20)) {
            let status = try await self.status(service)
            return status.relay("reserve")?.inFlight ?? 0 > 0 && (status.codes?.oldestAgeS ?? 0) > 1
        }
        try await operate(service, "relay", "resume", "spare")
        try await operate(service, "relay", "pause", "reserve")
        try await until("all went", within: .seconds(60)) { try await self.status(service).totals["accepted"] == 8 }
        #expect(try await service.postCode("quick@example.be").status == 202)
        try await until("one more went at once", within: .seconds(10)) { try await self.status(service).totals["accepted"] == 9 }
        #expect(try await status(service).relay("reserve")?.breaker == "paused")
    }

    /// A list of what was rejected, by its domain; one of them has the relay's words. Others are not touched.
    private func badAddresses(_ service: ServiceProcess) async throws {
        for number in 0..<50 { #expect(try await service.postCode("u\(number)@bad.example.be").status == 202) }
        #expect(try await service.postCode("good@example.be").status == 202)
        try await until("all are judged", within: .seconds(60)) { try await self.status(service).totals["rejected"] == 50 }
        let rejected = try await all(service, "--state", "rejected", "--domain", "bad.example.be")
        #expect(rejected.count == 50 && rejected.allSatisfy { $0.reason == "recipient_unknown" })
        let one = try await service.command(["queue", "show", try #require(rejected.first).id])
        #expect(one.output.contains("550 5.1.1 no such user"), "\(one.output)")
        try await until("the good one went", within: .seconds(30)) { try await self.status(service).totals["accepted"] == 10 }
        try await operate(service, "queue", "pause", "--domain", "bad.example.be")
        try await operate(service, "queue", "resume", "--domain", "bad.example.be")
    }

    /// The check names file and line, the reload is refused as a whole, the service goes on with what it had; mended, it is taken.
    private func brokenText(_ service: ServiceProcess, _ texts: TemporaryFolder) async throws {
        let path = texts.file("templates/one_time_code/fr/body.txt")
        let whole = try String(contentsOfFile: path, encoding: .utf8)
        try (whole + "{{unknown}}\n").write(toFile: path, atomically: true, encoding: .utf8)
        let refused = try await service.command(["templates", "reload"])
        #expect(refused.status == 1, "\(refused.output)")
        let checked = try await service.command(["templates", "check"])
        #expect(checked.status == 1 && checked.errors.contains("one_time_code/fr/body.txt:"), "\(checked.errors)")
        #expect(try await service.postCode("still@example.be").status == 202)
        try await until("mail goes on", within: .seconds(30)) { try await self.status(service).totals["accepted"] == 11 }
        try whole.write(toFile: path, atomically: true, encoding: .utf8)
        try await operate(service, "templates", "reload")
    }

    // MARK: Steps

    private static func start(_ others: [ScriptedRelay], _ texts: TemporaryFolder) async throws -> ServiceProcess {
        let reserves = zip(["reserve", "spare"], others).enumerated().map { index, relay in
            "{ name: \(relay.0), url: \"smtp://127.0.0.1:\(relay.1.port)\", tls: none, connections: 2, priority: \(index + 2) }"
        }
        let service = try ServiceProcess(
            relay: "{ name: first, url: \"smtp://127.0.0.1:1\", tls: none }, " + reserves.joined(separator: ", "),
            extra: "limits: { per_key_per_minute: 0 }\nkinds: { one_time_code: { minimum_left: 40s } }")
        let text = try String(contentsOfFile: service.configuration, encoding: .utf8)
        try service.folder.write(text.replacing(ServiceProcess.root + "/templates", with: texts.file("templates")), to: "postduif.yaml")
        try await service.prepare()
        try await service.start()
        return service
    }

    private func operate(_ service: ServiceProcess, _ words: String...) async throws {
        let done = try await service.command(words)
        try #require(done.status == 0, "\(words): \(done.output)\(done.errors)")
    }

    private func status(_ service: ServiceProcess) async throws -> Status {
        try await answer(service, ["queue", "status"])
    }

    /// Page by page.
    private func all(_ service: ServiceProcess, _ filter: String...) async throws -> [Listed.Message] {
        var messages: [Listed.Message] = []
        var cursor: String?
        repeat {
            let page: Listed = try await answer(
                service, ["queue", "list", "--limit", "200"] + filter + (cursor.map { ["--cursor", $0] } ?? []))
            messages += page.messages
            cursor = page.cursor
        } while cursor != nil
        return messages
    }

    private func answer<Answer: Decodable>(_ service: ServiceProcess, _ words: [String]) async throws -> Answer {
        let answer = try await service.command(words + ["--json"])
        try #require(answer.status == 0, "\(words): \(answer.errors)")
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        return try decoder.decode(Answer.self, from: Data(answer.output.utf8))
    }
}
