import Foundation
import Synchronization
import TestKit
import Testing

/// An operator's bad day: a service with three relays, and the faults that come over it one after another. Who finds and handles them is
/// the test's matter: an operator with commands alone, or one with the console alone.
///
/// Three relays: `first` is down all day; ``slow`` grows slow at noon; `spare` does what is asked. The last two begin paused: they are the
/// reserve.
final class DrillDay: Sendable {
    static let slow = "reserve"
    static let badDomain = "bad.example.be"
    /// Codes that nobody gets, for their lane stands still, and such as live longer and wait in the same lane.
    static let (expiring, longLived) = (1_000, 20)
    private static let atOnce = 16
    static let badAddresses = 50
    /// Codes to the same domain after the operator paused it.
    static let pausedAddresses = 5
    private static let textFile = "one_time_code/fr/body.txt"

    let service: ServiceProcess
    let weather = DrillWeather()
    /// The operator's own texts.
    let texts: TemporaryFolder
    private let relays: [ScriptedRelay]

    /// Plays a day, and ends it whatever becomes of it.
    ///
    /// - Parameter extra: More of the configuration.
    static func play(extra: String = "", _ steps: (DrillDay) async throws -> Void) async throws {
        let day = try await DrillDay(extra: extra)
        do { try await steps(day) } catch {
            await day.stop()
            throw error
        }
        await day.stop()
    }

    private init(extra: String) async throws {
        let weather = weather
        let reserve = try #require(ScriptedRelay { weather.answer($0, bearsSlowness: true) })
        let spare = try #require(ScriptedRelay { weather.answer($0, bearsSlowness: false) })
        relays = [reserve, spare]
        texts = try TemporaryFolder()
        try FileManager.default.copyItem(atPath: ServiceProcess.root + "/templates", toPath: texts.file("templates"))
        let entries = zip([Self.slow, "spare"], relays).enumerated().map { index, relay in
            "{ name: \(relay.0), url: \"smtp://127.0.0.1:\(relay.1.port)\", tls: none, connections: 2, priority: \(index + 2) }"
        }
        service = try ServiceProcess(
            relay: "{ name: first, url: \"smtp://127.0.0.1:1\", tls: none }, " + entries.joined(separator: ", "),
            extra: "limits: { per_key_per_minute: 0 }\nkinds: { one_time_code: { minimum_left: 40s } }\n" + extra)
        let text = try String(contentsOfFile: service.configuration, encoding: .utf8)
        try service.folder.write(text.replacing(ServiceProcess.root + "/templates", with: texts.file("templates")), to: "postduif.yaml")
        try await service.prepare()
    }

    func start() async throws {
        try await service.start()
        for name in [Self.slow, "spare"] { try await operate("relay", "pause", name) }
    }

    private func stop() async {
        relayQuick()
        await service.stop()
        for relay in relays { relay.stop() }
    }

    // MARK: Faults

    /// The first relay cannot be connected to, and there is mail for it.
    func relayDown() async throws { try await send("down@example.be") }

    /// Somebody pauses the lane of codes and forgets it: a thousand codes are about to expire, and twenty live on.
    ///
    /// - Parameter life: Of the thousand, in seconds; they expire 40 s before its end.
    func laneStandsStill(life: Int) async throws {
        try await operate("queue", "pause", "--lane", "code")
        for number in 0..<Self.longLived { try await send("kept\(number)@kept.example.be") }
        let service = service
        // A few at a time: none is to wait for its turn longer than for its answer.
        try await withThrowingTaskGroup(of: Void.self) { group in
            for first in 0..<Self.atOnce {
                group.addTask { () async throws in
                    for number in stride(from: first, to: Self.expiring, by: Self.atOnce) {
                        let answer = try await service.postCode("late\(number)@example.be", life: life)
                        #expect(answer.status == 202)
                    }
                }
            }
            try await group.waitForAll()
        }
    }

    /// A relay that works takes its time, and codes wait for it: they come faster than it takes them, until somebody has seen it.
    ///
    /// - Returns: How many codes.
    func relaySlow(until isSeen: () async throws -> Bool) async throws -> Int {
        weather.isSlow.store(true, ordering: .relaxed)
        let end = ContinuousClock.now + .seconds(240)
        var count = 0
        repeat {
            try await send("slow\(count)@example.be")
            count += 1
            if count > 12 { try await Task.sleep(for: .milliseconds(500)) }
        } while try await !isSeen() && ContinuousClock.now < end
        return count
    }

    /// It takes them at once again.
    func relayQuick() { weather.isSlow.store(false, ordering: .relaxed) }

    /// Fifty citizens who mistyped the same domain, and one who did not. All are there before the first of them goes: once none waits any
    /// more, all are judged.
    func badAddressesCome() async throws {
        try await operate("queue", "pause", "--lane", "code")
        for number in 0..<Self.badAddresses { try await send("u\(number)@\(Self.badDomain)") }
        try await send("good@example.be")
        try await operate("queue", "resume", "--lane", "code")
    }

    /// More of them, which wait, as mail to the domain is paused.
    func moreBadAddressesCome() async throws {
        for number in 0..<Self.pausedAddresses { try await send("v\(number)@\(Self.badDomain)") }
    }

    /// Somebody changes a text, with a slip in it, and has the texts read again.
    func brokenText() async throws {
        let path = texts.file("templates/\(Self.textFile)")
        let whole = try String(contentsOfFile: path, encoding: .utf8)
        try (whole + "{{unknown}}\n").write(toFile: path, atomically: true, encoding: .utf8)
        #expect(try await service.command(["templates", "reload"]).status == 1)
    }

    /// Takes the slip away, where the operator found it.
    ///
    /// - Parameter place: `one_time_code/fr/body.txt:12:3`, as commands and pages say it.
    func mendText(at place: String) throws {
        let parts = place.split(separator: ":")
        let line = try #require(parts.count == 3 ? Int(parts[1]) : nil, "\(place)")
        let path = texts.file("templates/\(parts[0])")
        var lines = try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n", omittingEmptySubsequences: false)
        try #require(lines.indices.contains(line - 1) && lines[line - 1] == "{{unknown}}", "\(place)")
        lines.remove(at: line - 1)
        try lines.joined(separator: "\n").write(toFile: path, atomically: true, encoding: .utf8)
    }

    // MARK: What is so

    /// How it ended: what could be sent was, nothing was sent late, nothing waits, and the texts are whole.
    ///
    /// - Parameter accepted: Codes beside those that the day itself has.
    func checkEnd(accepted: Int, cancelled: Int, sourceLocation: SourceLocation = #_sourceLocation) async throws {
        let (end, heard) = (try await status(), weather.heard)
        let totals = [
            "accepted": 2 + Self.longLived + accepted, "expired": Self.expiring, "rejected": Self.badAddresses, "cancelled": cancelled,
            "in_doubt": 0, "bounced": 0,
        ]
        #expect(end.totals == totals && end.waiting == 0, sourceLocation: sourceLocation)
        #expect(end.relay("spare")?.breaker == "closed" && end.relay(Self.slow)?.breaker == "paused", sourceLocation: sourceLocation)
        #expect(end.pauses.isSubset(of: ["relay first", "relay \(Self.slow)"]), sourceLocation: sourceLocation)
        #expect(heard.filter { $0.hasPrefix("late") || $0.hasPrefix("v") } == [], sourceLocation: sourceLocation)
        #expect(heard.filter { $0.hasPrefix("kept") }.count == Self.longLived, sourceLocation: sourceLocation)
        #expect(try await service.command(["templates", "check"]).status == 0, sourceLocation: sourceLocation)
    }

    func status() async throws -> DrillStatus { try await answer(["queue", "status"]) }

    /// What a command says with `--json`.
    func answer<Answer: Decodable>(_ words: [String]) async throws -> Answer {
        let answer = try await service.command(words + ["--json"])
        try #require(answer.status == 0, "\(words): \(answer.errors)")
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        return try decoder.decode(Answer.self, from: Data(answer.output.utf8))
    }

    func operate(_ words: String...) async throws {
        let done = try await service.command(words)
        try #require(done.status == 0, "\(words): \(done.output)\(done.errors)")
    }

    func send(_ address: String) async throws { #expect(try await service.postCode(address).status == 202) }
}
