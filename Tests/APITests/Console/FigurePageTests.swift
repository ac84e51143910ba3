import API
import HTTPTypes
import Issuance
import Mail
import Queue
import Rendering
import TestKit
import Testing

@testable import Console

/// Charts, replies and texts of the operator's console.
@Suite(.timeLimit(.minutes(5))) struct FigurePageTests {
    private func browser(_ service: Service) async throws -> Browser {
        try await service.browser("operator-1", [HeldRole(.operator, in: nil)])
    }

    private static let bounds = [0.5, 1, 10]

    private func sample(
        _ at: Instant, accepted: Int = 0, rejected: Int = 0, code: Int = 0, latency: [Int64] = [0, 0, 0, 0]
    ) -> FigureSample {
        FigureSample(
            at: at, depth: [.code: code], totals: [.accepted: accepted, .rejected: rejected],
            latency: ["one_time_code": LatencyCounts(bounds: Self.bounds, counts: latency)])
    }

    // MARK: Rules

    private let start = Instant(seconds: 1_795_435_200)

    @Test func `outcomes are counted by the hour, none from before the first look`() {
        let minutes = (0..<130).map { sample(start + .seconds(Int64($0) * 60), accepted: 100 + $0) }
        let reading = FigureReading(minutes, now: sample(start + .seconds(130 * 60), accepted: 300, rejected: 7))
        #expect(reading.since == start)
        #expect(reading.outcomes.map(\.begin) == [start, start + .seconds(3_600), start + .seconds(7_200)])
        #expect(reading.outcomes.map { $0.ended[.accepted] } == [60, 60, 80])
        #expect(reading.outcomes.map { $0.ended[.rejected] } == [0, 0, 7])
    }

    @Test func `latencies are those of the last day`() {
        let long = [
            sample(start, latency: [5, 0, 0, 0]), sample(start + .seconds(3_600), latency: [6, 0, 0, 0]),
            sample(start + .seconds(25 * 3_600 - 60), latency: [6, 1, 0, 0]),
        ]
        let now = sample(start + .seconds(25 * 3_600), latency: [8, 1, 0, 1])
        #expect(FigureReading(long, now: now).latency["one_time_code"]?.counts == [2, 1, 0, 1])
        // Younger than a day: all of the process.
        #expect(FigureReading([], now: now).latency["one_time_code"]?.counts == [8, 1, 0, 1])
    }

    @Test func `shares are told by the bound of their bucket`() {
        let counts = LatencyCounts(bounds: Self.bounds, counts: [50, 40, 9, 1])
        #expect(counts.bound(of: 0.5) == 0.5 && counts.bound(of: 0.51) == 1 && counts.bound(of: 0.99) == 10)
        #expect(counts.bound(of: 1) == nil && LatencyCounts(bounds: [1], counts: [0, 0]).bound(of: 0.5) == nil)
        #expect(counts.since(LatencyCounts(bounds: Self.bounds, counts: [60, 0, 0, 0])) == counts)
    }

    @Test func `depths are read at equal distances, the last one now`() {
        let minutes = (0..<30).map { sample(start + .seconds(Int64($0) * 60), code: $0) }
        let depths = FigureReading(minutes, now: sample(start + .seconds(1_800), code: 99)).depths
        #expect(depths.last?.depth[.code] == 99 && depths.last?.at == start + .seconds(1_800))
        #expect(depths.map { $0.depth[.code] } == [0, 5, 10, 15, 20, 25, 99])
    }

    @Test func `a day is kept, and a step back of the clock begins anew`() {
        let history = FigureHistory()
        for minute in 0..<1_500 { history.add(sample(start + .seconds(Int64(minute) * 60))) }
        #expect(history.samples.count == FigureHistory.most && history.samples.last?.at == start + .seconds(1_499 * 60))
        history.add(sample(start))
        #expect(history.samples.count == 1)
    }

    @Test(arguments: [(0, 1), (1, 1), (3, 5), (5, 5), (6, 10), (11, 20), (1_001, 2_000)])
    func `a scale ends at a round number`(value: Int, most: Int) { #expect(ChartFrame.round(up: value) == most) }

    // MARK: Pages

    @Test(arguments: [("nl", "Cijfers"), ("fr", "Chiffres"), ("de", "Zahlen"), ("en", "Figures")])
    func `charts have a name, a description and a table`(language: String, words: String) async throws {
        let service = try await Service()
        let now = service.clock.now
        for minute in 0..<400 {
            service.operation.figures.add(sample(now + .seconds(Int64(minute) * 60), accepted: minute, code: minute % 7))
        }
        service.clock.advance(by: .seconds(400 * 60))
        service.operation.set(latency: [
            "one_time_code": LatencyCounts(bounds: Self.bounds, counts: [90, 5, 4, 1]),
            "activation_link": LatencyCounts(bounds: Self.bounds, counts: [1, 0, 0, 0]),
        ])
        let browser = try await browser(service)
        try await browser.get("/console/figures")
        try await browser.post("/console/language", [("language", language), ("back", "/console/figures")])
        let page = try await browser.get("/console/figures")
        PageRules.check(page, "figures")
        #expect(page.text.contains("<h1>\(words)"))
        #expect(page.text.ranges(of: "<svg class=\"chart\" role=\"img\"").count == 5)
        #expect(page.text.ranges(of: "<title id=").count == 5 && page.text.ranges(of: "<desc id=").count == 5)
        #expect(page.text.ranges(of: "<details>").count == 3 && page.text.contains("<polyline class=\"two\""))
        #expect(!page.text.contains("fill=\"") && !page.text.contains("stroke=\""))
    }

    @Test func `without figures it says so`() async throws {
        let service = try await Service()
        let page = try await browser(service).get("/console/figures")
        #expect(page.status == 200 && page.text.contains("Nothing was accepted yet."))
        PageRules.check(page, "empty figures")
    }

    @Test func `replies are shown as text, refusals before acceptances`() async throws {
        let service = try await Service()
        let browser = try await browser(service)
        #expect(try await browser.get("/console/relays").text.contains("Nothing was put off, refused or failed."))
        let code = try #require(ReplyCode(451))
        let reply = Reply(code: code, lines: [Array("4.7.1 <img src=x> for jan@example.be".utf8)])
        let attempt = AttemptRecord(
            number: 1, at: service.clock.now, relay: "primary", stage: .rcpt, reply: reply, outcome: "greylisted", reason: .greylisted,
            rule: "greylist")
        let session = AttemptRecord(
            number: 0, at: service.clock.now, relay: "primary", stage: .connect, reply: nil, outcome: "relay_busy", reason: .connectFailed,
            rule: "fault")
        let taken = AttemptRecord(
            number: 1, at: service.clock.now, relay: "primary", stage: .finalDot,
            reply: Reply(code: .ok, lines: [Array("2.0.0 queued".utf8)]),
            outcome: "accepted", reason: .relayAccepted, rule: "accepted")
        service.operation.set(RelayHistory(accepted: [taken], others: [session, attempt]), of: "primary")
        let page = try await browser.get("/console/relays")
        let (refusals, acceptances) = (page.text.firstRange(of: ">Put off, refused or failed<"), page.text.firstRange(of: ">Accepted<"))
        let (first, last) = (page.text.firstRange(of: "<code>connect</code>"), page.text.firstRange(of: "<code>final_dot</code>"))
        let places = [refusals, first, acceptances, last].compactMap { $0?.lowerBound }
        #expect(places.count == 4 && places == places.sorted())
        PageRules.check(page, "replies")
        #expect(page.text.contains("451 4.7.1 &lt;img src=x&gt; for •••@example.be") && !page.text.contains("jan"))
        #expect(page.text.contains("The relay cannot be connected to.") && page.text.contains("put off (greylisting)"))
    }

    @Test func `each text is shown in a sandbox with its own policy`() async throws {
        let service = try await Service()
        let browser = try await browser(service)
        let list = try await browser.get("/console/templates")
        PageRules.check(list, "texts")
        #expect(list.text.contains("/console/templates/one_time_code?languages=fr"))
        for (kind, languages) in [("one_time_code", "nl"), ("activation_link", "fr-en"), ("key_activated", "nl-fr")] {
            let page = try await browser.get("/console/templates/\(kind)?languages=\(languages)")
            #expect(page.status == 200 && page.text.contains("sandbox=\"\""), "\(kind)")
            PageRules.check(page, "preview of \(kind)", frame: true)
            let mail = try await browser.get("/console/templates/\(kind)/html?languages=\(languages)")
            let policy = mail.headers[.contentSecurityPolicy] ?? ""
            #expect(mail.status == 200 && policy.hasPrefix("default-src 'none'; style-src 'unsafe-hashes' 'sha256-"))
            #expect(policy.hasSuffix("; frame-ancestors 'self'; sandbox") && !policy.contains("unsafe-inline"))
            #expect(mail.text.contains("<style>") && policy.utf8.count < 4_000)
        }
        for path in ["/console/templates/none", "/console/templates/one_time_code?languages=xx", "/console/templates/canary/html"] {
            #expect(try await browser.get(path).status == 404, "\(path)")
        }
    }

    @Test func `styles are named by what the browser hashes`() {
        let html = "<style>a{}</style><p style=\"color:red\"><p style=\"font:&quot;x&quot;\"><p style=\"color:red\">"
        // printf 'a{}' | openssl dgst -sha256 -binary | base64, and so on.
        #expect(StyleHashes.sources(of: "<p>") == "'none'")
        #expect(StyleHashes.sources(of: "<style>a{}</style>") == "'sha256-X1RutGBrXCt9KkSaXMK7tHftWiRscFHOhxsS8tv8hBk='")
        #expect(StyleHashes.sources(of: html).split(separator: " ").count == 4)
    }

    @Test func `a broken change is shown with file, line and column`() async throws {
        let service = try await Service()
        let browser = try await browser(service)
        let problem = TemplateProblem(file: "one_time_code/nl/text.txt", line: 7, column: 3, message: "no {{such}} <name>")
        service.operation.set(TemplateFault(at: service.clock.now, problems: [problem]))
        let page = try await browser.get("/console/templates")
        #expect(page.text.contains("one_time_code/nl/text.txt:7:3</code> no {{such}} &lt;name&gt;"))
        #expect(page.text.contains("Changed texts were not put in force"))
        service.operation.set(TemplateFault?.none)
        #expect(!(try await browser.get("/console/templates").text.contains("Changed texts were not")))
    }

    @Test(arguments: ["figures", "relays", "templates", "templates/one_time_code", "templates/one_time_code/html"])
    func `they are for operators alone`(path: String) async throws {
        let service = try await Service()
        for (role, place) in [(Role.registrationOfficer, "62063"), (.mainAccessManager, "62063"), (.auditor, nil), (.administrator, nil)] {
            let browser = try await service.browser("p-\(role.rawValue)", [HeldRole(role, in: place)])
            #expect(try await browser.get("/console/\(path)").status == 403, "\(role)")
        }
        #expect(try await browser(service).get("/console/\(path)").status == 200)
    }
}
