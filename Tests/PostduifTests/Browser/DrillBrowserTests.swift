import Foundation
import Testing

/// An operator's bad day, found and handled with the console alone, in a real browser: the walk is not told what goes wrong, nor when.
@Suite(
    "Operator drill, in a browser", .serialized,
    .enabled(if: BrowserWalk.isInstalled, "scripts/setup.sh test installs Chromium and its driver"))
struct DrillBrowserTests {
    /// What the operator notes of each fault that was found and handled.
    private struct Notebook {
        let path: String

        /// Waits for the next line.
        func line(_ number: Int, _ begin: String) async throws -> String {
            try await until("the operator notes: \(begin)", within: .seconds(240)) { has(moreThan: number) }
            #expect(lines[number].hasPrefix(begin), "\(lines)")
            return lines[number]
        }

        /// Whether there are more lines.
        func has(moreThan count: Int) -> Bool { lines.count > count }

        private var lines: [String] {
            // The last one may be half written.
            ((try? String(contentsOfFile: path, encoding: .utf8)) ?? "").split(separator: "\n", omittingEmptySubsequences: false)
                .dropLast().map(String.init)
        }
    }

    @Test("relay down, a thousand codes that expire, a slow relay, fifty bad addresses, a broken text", .timeLimit(.minutes(25)))
    func day() async throws { try await DrillDay.play(extra: "oidc: { local: true }", play) }

    private func play(_ day: DrillDay) async throws {
        try await day.service.give("operator-1", "operator")
        try await day.start()
        let notebook = Notebook(path: day.service.folder.file("notebook"))
        async let walk = BrowserWalk.run(
            "drill",
            [
                "base": day.service.base, "link": try await day.service.signInLink("operator-1"), "notebook": notebook.path, "faults": "5",
            ])
        let slow = try await faults(of: day, notebook)
        #expect(try await walk.looks > 40)
        try await day.checkEnd(accepted: slow + 3, cancelled: DrillDay.pausedAddresses)
        #expect(try await day.status().pauses == ["relay first", "relay \(DrillDay.slow)"])
        try await checkAudit(day)
    }

    /// One after another, each as soon as the one before is handled.
    private func faults(of day: DrillDay, _ notebook: Notebook) async throws -> Int {
        try await day.relayDown()
        #expect(try await notebook.line(0, "relay ") == "relay first connect_failed")
        try await day.laneStandsStill(life: 100)
        #expect(try await notebook.line(1, "lane ") == "lane code \(DrillDay.expiring)")
        try await day.send("after@example.be")
        #expect(try await notebook.line(2, "released ") == "released code \(DrillDay.longLived)")
        let slow = try await day.relaySlow { notebook.has(moreThan: 3) }
        #expect(try await notebook.line(3, "slow ") == "slow \(DrillDay.slow)")
        day.relayQuick()
        #expect(try await notebook.line(4, "emptied ") == "emptied \(DrillDay.slow)")
        try await day.send("quick@example.be")
        try await day.badAddressesCome()
        #expect(try await notebook.line(5, "rejected ") == "rejected \(DrillDay.badDomain) \(DrillDay.badAddresses)")
        try await day.moreBadAddressesCome()
        #expect(try await notebook.line(6, "cancelled ") == "cancelled \(DrillDay.badDomain) \(DrillDay.pausedAddresses)")
        try await day.brokenText()
        let found = try await notebook.line(7, "texts ")
        try await day.send("still@example.be")
        try day.mendText(at: String(found.dropFirst("texts ".count)))
        #expect(try await notebook.line(8, "mended ") == found.replacing("texts ", with: "mended "))
        return slow
    }

    /// Who did it is in the audit log, each act of the console by the person.
    private func checkAudit(_ day: DrillDay) async throws {
        struct Log: Decodable {
            struct Entry: Decodable {
                let action: String
                let actor: String
            }
            let entries: [Entry]
        }
        let log: Log = try await day.answer(["audit", "list", "--limit", "200"])
        let acts = log.entries.filter { $0.actor.hasPrefix("psn_") }.map(\.action)
        for action in ["paused", "resumed", "message_held", "message_released", "message_cancelled"] {
            #expect(acts.contains(action), "\(action) in \(acts)")
        }
    }
}
