import API
import HTTPTypes
import Issuance
import Mail
import Queue
import TestKit
import Testing

@testable import Console

/// The operator's overview, and pausing with it.
@Suite(.timeLimit(.minutes(5))) struct OverviewPageTests {
    private static let `operator` = [HeldRole(.operator, in: nil)]

    private func browser(_ service: Service) async throws -> Browser { try await service.browser("operator-1", Self.operator) }

    @Test(
        arguments: [
            (.operator, nil, 200, 200), (.registrationOfficer, "62063", 403, 200), (.mainAccessManager, "62063", 403, 403),
            (.coAccessManager, "62063", 403, 403), (.auditor, nil, 403, 403), (.administrator, nil, 403, 403),
        ] as [(Role, String?, Int, Int)])
    func `each role gets what the same operation of the API gives it`(role: Role, place: String?, queue: Int, messages: Int) async throws {
        let service = try await Service()
        let browser = try await service.browser("p", [HeldRole(role, in: place)])
        for path in ["/console/queue", "/console/queue/part"] {
            #expect(try await browser.get(path).status == queue, "\(path)")
            #expect(try await service.ask(.get, "/v1/queue", key: "token.of.p").status == queue)
        }
        #expect(try await browser.get("/console/messages").status == messages)
        #expect(try await service.ask(.get, "/v1/messages", key: "token.of.p").status == messages)
        let mayPause = role == .operator ? 200 : 403
        for path in ["pause?lane=code", "resume?lane=code"] {
            #expect(try await browser.get("/console/queue/\(path)").status == mayPause, "\(path)")
        }
        #expect(try await browser.get("/console/messages/bulk?action=hold").status == mayPause)
        // The menu names only what the role is for.
        try await browser.get("/console/none-of-these")
        let menu = try await browser.get(role == .operator ? "/console/queue" : "/console/queue").text
        #expect(menu.contains("<a href=\"/console/messages\"") == (role == .operator))
    }

    @Test(arguments: [("nl", "Stroken"), ("fr", "Voies"), ("de", "Spuren"), ("en", "Lanes")])
    func `it shows lanes, relays and totals in each language and keeps to the rules of pages`(language: String, words: String) async throws
    {
        let service = try await Service(scopes: [.codesWrite])
        _ = try await service.ask(.post, "/v1/codes", body: Bodies.code)
        let browser = try await browser(service)
        try await browser.get("/console/queue")
        try await browser.post("/console/language", [("language", language), ("back", "/console/queue")])
        let page = try await browser.get("/console/queue")
        #expect(page.status == 200 && page.text.contains(">\(words)</caption>"))
        #expect(page.text.contains(">primary</th>") && page.text.contains("<td role=\"cell\" data-label="))
        PageRules.check(page, "overview in \(language)")
        #expect(page.text.contains("data-every=\"5\" data-part=\"/console/queue/part\""))
        let still = try await browser.get("/console/queue?still=1")
        #expect(!still.text.contains("data-every"))
        let part = try await browser.get("/console/queue/part")
        #expect(part.status == 200 && part.text.contains(">\(words)</caption>") && !part.text.contains("<html"))
    }

    @Test(arguments: [
        ("lane", "notice", "notice"), ("relay", "primary", "primary"), ("domain", "Example.BE", "example.be"),
        ("domain", "müller.be", "xn--mller-kva.be"),
    ])
    func `a pause is asked for, done, shown and taken back`(subject: String, given: String, name: String) async throws {
        let service = try await Service()
        let browser = try await browser(service)
        let query = given.utf8.allSatisfy { $0 < 128 } ? given : "m%C3%BCller.be"
        let asked = try await browser.get("/console/queue/pause?\(subject)=\(query)")
        #expect(asked.status == 200 && asked.text.contains("until it is resumed, also after a restart"), "\(asked.text)")
        #expect(asked.text.contains("No other relay is to be had") == (subject == "relay"))
        PageRules.check(asked, "pause")
        #expect(service.probe.pauses.isEmpty)
        let done = try await browser.post("/console/queue/pause", [(subject, given)])
        #expect(done.status == 303 && done.headers[.location] == "/console/queue?\(subject)=\(name)", "\(done.text)")
        #expect(service.probe.pauses.map(\.name) == [name])
        let shown = try await browser.get("/console/queue?\(subject)=\(name)")
        #expect(shown.text.contains("is paused.") && shown.text.contains("/console/queue/resume?\(subject)=\(name)"))
        try await browser.get("/console/queue/resume?\(subject)=\(name)")
        #expect(try await browser.post("/console/queue/resume", [(subject, name)]).status == 303)
        #expect(service.probe.pauses.isEmpty)
        #expect(try await browser.get("/console/queue?\(subject)=\(name)").text.contains("is not paused."))
    }

    @Test(arguments: [("lane", "fast"), ("relay", "other"), ("domain", "jan@example.be"), ("domain", "a b"), ("host", "x"), ("lane", "")])
    func `a wrong name is told, and nothing is paused`(subject: String, name: String) async throws {
        let service = try await Service()
        let browser = try await browser(service)
        try await browser.get("/console/queue")
        let answer = try await browser.post("/console/queue/pause", [(subject, name)])
        #expect(answer.status == 422 && answer.text.contains("Nothing was done"))
        #expect(service.probe.pauses.isEmpty)
        PageRules.check(answer, "wrong name")
    }

    @Test(arguments: [("closed", false), ("open", true), ("paused", true)])
    func `who pauses the last relay is told`(other: String, isTold: Bool) async throws {
        let service = try await Service()
        service.probe.set(
            relays: [("primary", "closed"), ("second", other)].map { name, breaker in
                RelayReport(
                    name: name, breaker: breaker, priority: 1, weight: 1, connections: 1, concurrency: 1, inFlight: 0, isPlain: false,
                    isBare: false)
            })
        let asked = try await browser(service).get("/console/queue/pause?relay=primary")
        #expect(asked.text.contains("No other relay is to be had") == isTold)
    }

    @Test func `a form without the session's token pauses nothing, and a full list says so`() async throws {
        let service = try await Service()
        let browser = try await browser(service)
        try await browser.get("/console/queue")
        #expect(try await browser.post("/console/queue/pause", [("lane", "code"), ("form_token", "x")]).status == 400)
        #expect(service.probe.pauses.isEmpty)
        for number in 0..<Limits.pauses { try await service.probe.setPaused(true, .domain("d\(number).example")) }
        try await browser.get("/console/messages")
        #expect(try await browser.post("/console/queue/pause", [("lane", "code")]).status == 409)
        #expect(!service.probe.pauses.contains(.lane(.code)))
    }

    static let reasons: [(ReadinessReason, String)] = [
        (.relayAway("primary", .certificateInvalid), "ca_file"), (.relayAway("primary", .paused), "Relay primary is paused."),
        (.lanePaused(.code), "The lane codes is paused."), (.admission(.oldestCode), "New codes are refused."),
        (.admission(.freeDisk), "The disk is nearly full."), (.admission(.memory), "The process is too large."),
        (.canaryMissing(relay: "primary", .link, seconds: 200), "through the lane links for 3 min 20 s"),
        (
            .certificate(relay: nil, end: Instant(seconds: 1_795_435_200), hasEnded: false),
            "The certificate of this site ends on 23/11/2026"
        ),
        (.certificate(relay: "primary", end: Instant(seconds: 1_795_435_200), hasEnded: true), "of relay primary has ended on"),
        (.signIn("<b>no keys</b>"), "&lt;b&gt;no keys&lt;/b&gt;"),
    ]

    @Test func `what is away is told in plain words`() async throws {
        let service = try await Service()
        let browser = try await browser(service)
        #expect(try await browser.get("/console/queue").text.contains("Everything works"))
        for (reason, words) in Self.reasons {
            service.probe.set(.degraded([reason]))
            let text = try await browser.get("/console/queue").text
            #expect(text.contains(words), "\(reason): \(words)")
            #expect(!text.contains("<b>no keys") && !text.contains("{"), "\(reason)")
        }
        service.probe.set(.unready(reason: "the store cannot write"))
        #expect(try await browser.get("/console/queue").text.contains("Requests cannot be taken"))
    }

    @Test(arguments: Language.allCases)
    func `every word is there in every language`(language: Language) {
        let texts = OperatorTexts.of(language)
        #expect(texts.language == language)
        #expect(Reason.allCases.filter { !ReasonTexts.of(language).has($0) } == [])
        #expect(Set(texts.states.keys) == Set(QueueState.allCases) && Set(texts.lanes.keys) == Set(Lane.allCases))
        #expect(Set(texts.verbs.keys) == Set(MessageOperations.Verb.allCases) && Set(texts.verbHints.keys) == Set(texts.verbs.keys))
        #expect(Set(texts.bulkOutcomes.keys) == Set(BulkOutcome.allCases) && Set(texts.follows.keys) == Set(QueueState.allCases))
        #expect(Set(texts.kinds.keys) == Set(KindTable().kinds.keys).union([KindTable.canary]))
        #expect(Set(texts.outcomes.keys) == Set(Outcome.Disposition.allCases.map(\.rawValue) + ["expired", "cancelled"]))
        #expect(texts.pauseMeanings.values.allSatisfy { $0.contains("{what}") } && texts.pauseMeanings.count == 3)
        #expect(texts.resumeMeanings.values.allSatisfy { $0.contains("{what}") } && texts.resumeMeanings.count == 3)
        let other = OperatorTexts.of(language == .en ? .nl : .en)
        for reason in Reason.allCases { #expect(texts.reasonText(reason) != other.reasonText(reason), "\(reason)") }
    }
}
