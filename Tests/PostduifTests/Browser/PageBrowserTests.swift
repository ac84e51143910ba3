import Foundation
import Inbox
import TestKit
import Testing

/// What every page of every role weighs, and that it is painted without scripts; docs/pages.md has the table.
@Suite(
    "Weight of the pages", .serialized,
    .enabled(if: BrowserWalk.isInstalled, "scripts/setup.sh test installs Chromium and its driver"))
struct PageBrowserTests {
    /// A line of the table: the page, its octets with all that it brings along, and when it was first painted.
    private struct Line {
        let role: Substring
        let page: Substring
        let octets: Int
        let milliseconds: Int

        init?(_ key: String, _ value: String) {
            let (names, numbers) = (key.split(separator: " "), value.split(separator: " ").compactMap { Int($0) })
            guard names.count == 2, numbers.count == 2 else { return nil }
            (role, page, octets, milliseconds) = (names[0], names[1], numbers[0], numbers[1])
        }

        var markdown: String { "| `\(page)` | \(role) | \(kilobytes) | \(milliseconds) |" }

        /// `24.3`
        private var kilobytes: String { "\(octets / 1_000).\(octets % 1_000 / 100)" }
    }

    /// The limit of a page, and which part of what the table says may be more or less now.
    private static let (limit, tolerance) = (100_000, 0.2)

    @Test("each is below 100 kB, has a policy, asks nobody else, and is painted without scripts", .timeLimit(.minutes(25)))
    func pages() async throws {
        let inbox = InboxStore(clock: ManualClock())
        let relay = try await InboxServer.start(ServerOptions(), store: inbox)
        let service = try ServiceProcess(relay: ServiceProcess.clear(relay.port), extra: "oidc: { local: true }")
        let link = try await prepared(service, inbox)
        var given = ["base": service.base, "citizen": link]
        for (name, _, _) in Self.people { given[name] = try await service.signInLink("\(name)-1") }
        let walk = try await BrowserWalk.run("pages", given)
        let lines = walk.values.compactMap { Line($0.key, $0.value) }.sorted { ($0.page, $0.role) < ($1.page, $1.role) }
        #expect(lines.count == walk.values.count && lines.allSatisfy { $0.octets < Self.limit })
        let table = lines.map(\.markdown).joined(separator: "\n") + "\n"
        if let path = ProcessInfo.processInfo.environment["PAGES_TABLE"] {
            try table.write(toFile: path, atomically: true, encoding: .utf8)
        } else {
            try compare(lines, table)
        }
        await service.stop()
        await relay.stop()
    }

    private static let people = [
        ("officer", "registration_officer", "62063"), ("manager", "main_access_manager", "62063"), ("operator", "operator", nil),
        ("administrator", "administrator", nil), ("auditor", "auditor", nil),
    ]

    /// People, an activation whose mail came, and codes that wait.
    ///
    /// - Returns: The link of the mail.
    private func prepared(_ service: ServiceProcess, _ inbox: InboxStore) async throws -> String {
        try await service.prepare()
        for (name, role, place) in Self.people { try await service.give("\(name)-1", role, in: place) }
        try await service.start()
        let body = """
            {"citizen_number": "70010199762", "case": "no_eid", "email": "fine@example.be", "language": "fr", "municipality": "62063", \
            "identification": {"document": "passport", "country": "MA", "checked_with": "prado", "result": "not_applicable"}}
            """
        #expect(try await service.post("/v1/activations", body).status == 201)
        #expect(await inbox.wait(untilCount: 1, timeout: .seconds(60)))
        #expect(try await service.command(["queue", "pause", "--lane", "code"]).status == 0)
        for number in 0..<60 { #expect(try await service.postCode("u\(number)@example.be").status == 202) }
        let words = try #require(inbox.newest(limit: 1).first).plainText.split(whereSeparator: \.isWhitespace)
        return try #require(words.first { $0.hasPrefix(service.base + "/a/") }.map(String.init))
    }

    /// The page of the handbook has the same pages, and figures that are not far from these.
    private func compare(_ lines: [Line], _ table: String) throws {
        let text = try String(contentsOfFile: ServiceProcess.root + "/docs/pages.md", encoding: .utf8)
        let written = text.matches(of: /(?m)^\| `(\/[^`]*)` \| (\w+) \| ([0-9.]+) \| \d+ \|$/)
        var known: [String: Double] = [:]
        for line in written { known["\(line.output.2) \(line.output.1)"] = Double(line.output.3) }
        #expect(Set(known.keys) == Set(lines.map { "\($0.role) \($0.page)" }), "write docs/pages.md anew: make pages\n\(table)")
        for line in lines {
            let before = known["\(line.role) \(line.page)"] ?? 0
            #expect(
                abs(before - Double(line.octets) / 1_000) < Self.tolerance * before,
                "\(line.markdown): \(before) in docs/pages.md; make pages")
        }
    }
}
