import Testing

/// An operator's bad day, found and handled with commands alone: each step looks as an operator would, and does what the handbook says.
@Suite("Operator drill, on the terminal")
struct DrillTests {
    /// For what takes a second or two, on a machine with other work too.
    private static let patience: Duration = .seconds(120)

    private struct Listed: Decodable {
        struct Message: Decodable {
            let id: String
            let domain: String
            let reason: String
        }
        let messages: [Message]
        let cursor: String?
    }

    private struct Report: Decodable {
        let matched: Int
        let outcomes: [String: Int]
    }

    @Test("relay down, a thousand codes that expire, a slow relay, fifty bad addresses, a broken text", .timeLimit(.minutes(20)))
    func day() async throws { try await DrillDay.play(play) }

    private func play(_ day: DrillDay) async throws {
        try await day.start()
        try await relayDown(day)
        try await thousandExpire(day)
        let slow = try await relaySlow(day)
        try await badAddresses(day)
        try await brokenText(day)
        try await day.checkEnd(accepted: slow + 3, cancelled: DrillDay.pausedAddresses)
    }

    /// `relay list` has the relay and why; the other one, kept in reserve, takes over.
    private func relayDown(_ day: DrillDay) async throws {
        try await day.relayDown()
        try await until("it is seen", within: Self.patience) { try await day.status().relay("first")?.reason == "connect_failed" }
        #expect(try await day.status().relay("first")?.breaker != "closed")
        let checked = try await day.service.command(["relay", "check", "first"])
        #expect(checked.status == 1 && checked.output.contains("Check host and port of its url"), "\(checked.output)")
        try await day.operate("relay", "resume", "reserve")
        try await day.operate("queue", "retry", "--lane", "code", "--yes")
        try await until("what waited went to the other", within: Self.patience) { try await day.status().totals["accepted"] == 1 }
    }

    /// The lane stands still (somebody paused it): `queue status` says so, and how many are about to end. What lives on is held, so that the
    /// lane is opened with care; none is submitted late.
    private func thousandExpire(_ day: DrillDay) async throws {
        try await day.laneStandsStill(life: 60)
        #expect((try await day.status().codes?.willExpire ?? 0) > 0)
        let seen = try await day.service.command(["queue", "status"])
        #expect(seen.output.contains("paused: lane code"), "\(seen.output)")
        try await until("they ended", within: Self.patience) { try await day.status().totals["expired"] == DrillDay.expiring }
        #expect(try await all(day, "--state", "expired").allSatisfy { $0.reason == "too_little_time_left" })
        let held: Report = try await day.answer(["queue", "hold", "--lane", "code", "--yes"])
        #expect(held.matched == DrillDay.longLived && held.outcomes == ["done": DrillDay.longLived], "\(held)")
        try await day.operate("queue", "resume", "--lane", "code")
        try await day.send("after@example.be")
        try await until("the lane goes on", within: Self.patience) { try await day.status().totals["accepted"] == 2 }
        try await day.operate("queue", "release", "--state", "held", "--yes")
        try await until("what was held went", within: Self.patience) {
            try await day.status().totals["accepted"] == 2 + DrillDay.longLived
        }
    }

    /// Codes wait though every relay is closed: `in_flight` shows who is slow. It is given no more, and another one is put in its place.
    private func relaySlow(_ day: DrillDay) async throws -> Int {
        let count = try await day.relaySlow {
            let status = try await day.status()
            return status.relay("reserve")?.inFlight ?? 0 > 0 && (status.codes?.oldestAgeS ?? 0) > 1
        }
        try await day.operate("relay", "resume", "spare")
        try await day.operate("relay", "pause", "reserve")
        try await until("the other one took what was not in its hands", within: Self.patience) {
            let status = try await day.status()
            return status.waiting == status.relay("reserve")?.inFlight
        }
        day.relayQuick()
        let before = 2 + DrillDay.longLived
        try await until("all went", within: Self.patience) { try await day.status().totals["accepted"] == before + count }
        try await day.send("quick@example.be")
        try await until("one more went at once", within: Self.patience) { try await day.status().totals["accepted"] == before + count + 1 }
        #expect(try await day.status().relay("reserve")?.breaker == "paused")
        return count
    }

    /// A list of what was rejected, by its domain; one of them has the relay's words. Others are not touched. The domain is paused, and what
    /// still comes for it is cancelled.
    private func badAddresses(_ day: DrillDay) async throws {
        try await day.badAddressesCome()
        try await until("all are judged", within: Self.patience) { try await day.status().totals["rejected"] == DrillDay.badAddresses }
        let rejected = try await all(day, "--state", "rejected", "--domain", DrillDay.badDomain)
        #expect(rejected.count == DrillDay.badAddresses && rejected.allSatisfy { $0.reason == "recipient_unknown" })
        let one = try await day.service.command(["queue", "show", try #require(rejected.first).id])
        #expect(one.output.contains("550 5.1.1 no such user"), "\(one.output)")
        try await day.operate("queue", "pause", "--domain", DrillDay.badDomain)
        try await day.moreBadAddressesCome()
        try await until("they are held", within: Self.patience) { try await day.status().codes?.held == DrillDay.pausedAddresses }
        try await day.operate("queue", "cancel", "--domain", DrillDay.badDomain, "--yes")
        try await day.operate("queue", "resume", "--domain", DrillDay.badDomain)
    }

    /// The check names file and line, the reload is refused as a whole, the service goes on with what it had; mended, it is taken.
    private func brokenText(_ day: DrillDay) async throws {
        try await day.brokenText()
        let checked = try await day.service.command(["templates", "check"])
        let place = try #require(checked.errors.firstMatch(of: /\S+\.txt:\d+:\d+/), "\(checked.errors)")
        #expect(checked.status == 1)
        try await day.send("still@example.be")
        try await until("mail goes on", within: Self.patience) { try await day.status().waiting == 0 }
        try day.mendText(at: String(place.output))
        try await day.operate("templates", "reload")
    }

    /// Page by page.
    private func all(_ day: DrillDay, _ filter: String...) async throws -> [Listed.Message] {
        var messages: [Listed.Message] = []
        var cursor: String?
        repeat {
            let page: Listed = try await day.answer(
                ["queue", "list", "--limit", "200"] + filter + (cursor.map { ["--cursor", $0] } ?? []))
            messages += page.messages
            cursor = page.cursor
        } while cursor != nil
        return messages
    }
}
