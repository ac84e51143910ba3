import Issuance
import Mail
import Queue
import Rendering
import Synchronization
import TestKit
import Testing

@testable import API
@testable import Console

/// What the operator's pages make of what they are given, view by view.
@Suite struct OperatorViewTests {
    private let now = Instant(seconds: 1_795_435_200)
    private let texts = OperatorTexts.of(.en)

    // MARK: The overview

    private func overview(_ relays: [RelayReport], paused: [QueuePause] = [], mayPause: Bool = true) -> String {
        let lanes = [
            LaneSummary(lane: .code, queued: 7, leased: 1, held: 3, oldestAge: .seconds(65), willExpire: 4),
            LaneSummary(lane: .link, queued: 0, leased: 0, held: 0, oldestAge: nil, willExpire: 0),
        ]
        let standing = QueueStanding(
            summary: QueueSummary(lanes: lanes, totals: [:]), relays: relays, paused: paused, readiness: .ready, templateFault: nil)
        return OverviewView(texts: texts, now: now, mayPause: mayPause).part(standing).html
    }

    private func relay(
        _ name: String = "primary", _ breaker: String = "closed", plain: Bool = false, bare: Bool = false, reason: Reason? = nil,
        canaries: [Lane: Instant] = [:]
    ) -> RelayReport {
        RelayReport(
            name: name, breaker: breaker, priority: 1, weight: 1, connections: 2, concurrency: 4, inFlight: 1, isPlain: plain, isBare: bare,
            reason: reason, canaries: canaries)
    }

    @Test func `what an operator should see first stands out`() {
        let text = overview([relay()])
        #expect(text.contains("<strong class=\"error\">4</strong>") && text.contains(">1 min 5 s</td>"))
        #expect(text.contains("<a href=\"/console/messages?lane=code&amp;state=held\">3</a>"))
    }

    @Test func `a relay says how it works, and why it does not`() {
        let away = overview([relay("primary", "open", reason: .connectFailed)])
        #expect(away.contains("<strong class=\"error\">away</strong><br>\(texts.reasonText(.connectFailed)) <code>connect_failed</code>"))
        let works = overview([relay(plain: true, bare: true, canaries: [.link: now - .seconds(90)])])
        #expect(works.contains("works<br>without pipelining for ten minutes, without optional parameters for ten minutes"))
        #expect(works.contains("link: 1 min 30 s ago") && !works.contains("<strong class=\"error\">works"))
    }

    @Test func `what is paused is marked and can be resumed, also a relay that is no longer configured`() {
        let text = overview([relay()], paused: [.lane(.code), .relay("primary"), .relay("former"), .domain("example.be")])
        #expect(text.contains("codes <strong class=\"error\">(paused)</strong>"))
        for path in ["lane=code", "relay=primary", "relay=former", "domain=example.be"] {
            #expect(text.ranges(of: "/console/queue/resume?\(path)\"").count == 1, "\(path)")
            #expect(!text.contains("/console/queue/pause?\(path)\""), "\(path)")
        }
        #expect(text.contains("/console/queue/pause?lane=link\""))
        let read = overview([relay()], paused: [.lane(.code)], mayPause: false)
        #expect(!read.contains("/console/queue/resume") && !read.contains("/console/queue/pause"))
    }

    // MARK: A message

    private func message(
        _ state: QueueState = .queued, reason: Reason = .enqueued, due: Duration = .zero, by newer: QueueID? = nil
    ) -> QueueMessage {
        QueueMessage(
            id: QueueID(at: now, random: SeededRandom(seed: 5)), kind: "one_time_code", lane: .code, languages: MailLanguages(.fr),
            domain: "example.be", municipality: nil, state: state, reason: reason, attempt: 0, issued: now, due: now + due,
            expires: now + .seconds(600), finished: nil, supersededBy: newer, templateVersion: "v1", attempts: [])
    }

    /// What a page of an operator gets of its request.
    private func call(_ query: String = "") async throws -> ConsoleCall {
        let service = try await Service()
        let kept = Kept()
        let route = ConsoleShell(services: service.console, sections: []).get("/console/given") { call in
            kept.call.withLock { $0 = call }
            return ConsoleShell.redirection(to: "/console")
        }
        let browser = try await service.browser("operator-1", [HeldRole(.operator, in: nil)], more: [route])
        try await browser.get("/console/given\(query)")
        return try #require(kept.call.withLock { $0 })
    }

    private final class Kept: Sendable { let call = Mutex<ConsoleCall?>(nil) }

    private func page(_ message: QueueMessage, query: String = "") async throws -> String {
        let call = try await call(query)
        let view = MessageView(texts: texts, kinds: KindTable(), now: now)
        return view.part(message, call).html + view.done(message, call).html
    }

    @Test func `a message that is due says so, and one that waits says until when, and what it has left`() async throws {
        let due = try await page(message())
        #expect(due.contains("It goes as soon as a connection is free, before 23/11/2026 13:09:00 or not at all."))
        #expect(!due.contains("value=\"retry\"") && due.contains("value=\"hold\"") && !due.contains("value=\"release\""))
        let later = try await page(message(due: .seconds(30)))
        #expect(later.contains("It is tried again on 23/11/2026 13:00:30, and submitted before 23/11/2026 13:09:00 or not at all."))
        #expect(
            later.contains("value=\"retry\"") && !later.contains("value=\"cancel\"") && later.contains("/cancel\">Cancel the message…</a>"))
        let held = try await page(message(.held, reason: .heldByOperator))
        #expect(held.contains("value=\"release\"") && !held.contains("value=\"hold\"") && !held.contains("value=\"retry\""))
    }

    @Test func `a message that was replaced leads to the newer one`() async throws {
        let newer = QueueID(at: now + .seconds(1), random: SeededRandom(seed: 6))
        let text = try await page(message(.cancelled, reason: .superseded, by: newer))
        #expect(text.contains("<a href=\"/console/messages/\(newer)\"><code>\(newer)</code></a>"))
    }

    @Test(arguments: [("hold", QueueState.queued), ("release", .held), ("cancel", .queued), ("retry", .accepted)])
    func `what was done is told only where it is still so`(verb: String, state: QueueState) async throws {
        #expect(!(try await page(message(state), query: "?done=\(verb)")).contains("role=\"status\""))
    }

    @Test func `what was seen has state, reason and attempts`() {
        let marks = [message(), message(.held), message(reason: .greylisted)].map { MessageView.mark(of: $0) }
        #expect(Set(marks).count == 3 && marks[0] == "queued.enqueued.0")
    }

    // MARK: Many

    private let principal = Principal.person(PersonID(high: 1, low: 1))

    private func result(_ make: (inout BulkResult) -> Void) -> BulkResult {
        var result = BulkResult()
        make(&result)
        return result
    }

    private func choice(_ values: [String: String]) -> MessageChoice { MessageChoice(kinds: KindTable(), now: now) { values[$0] } }

    @Test func `what one request did not reach is offered for the next, and fewer are no news then`() async throws {
        let call = try await call()
        let next = QueueID(at: now, random: SeededRandom(seed: 8))
        let view = BulkView(texts: texts, list: MessageListView(texts: texts, kinds: KindTable()))
        let book = BulkBook(clock: ManualClock(), random: SeededRandom(seed: 2))
        func outcome(_ result: BulkResult, counted: Int) throws -> String {
            let name = book.enter(.hold, choice(["lane": "code", "older": "10"]), counted: counted, result, by: principal)
            return view.outcome(try #require(book.entry(name, of: principal)), name: name, call).html
        }
        let part = try outcome(
            result {
                $0.add(named: [next])
                $0.next = next
            }, counted: 3)
        #expect(part.contains("There are more that match.") && !part.contains("ended meanwhile, or do not match"))
        for field in [("lane", "code"), ("cursor", next.description), ("action", "hold"), ("issued_before", (now - .seconds(600)).rfc3339)]
        {
            #expect(part.contains("name=\"\(field.0)\" value=\"\(field.1)\""), "\(field.0)")
        }
        let whole = try outcome(result { $0.add(named: [next]) }, counted: 3)
        #expect(!whole.contains("There are more that match.") && whole.contains("2 of those you saw ended meanwhile"))
        // Nothing was done, so nothing is there to be undone.
        #expect(!whole.contains("/undo\""))
        let more = view.preview(
            .hold, choice(["lane": "code"]),
            result {
                $0.add(named: [next])
                $0.next = next
            }, newest: next, call
        ).html
        #expect(more.contains("1 match, and there are more") && more.contains("<code>lane=code</code>"))
    }

    @Test func `the oldest act makes room`() {
        let clock = ManualClock()
        let book = BulkBook(clock: clock, random: SeededRandom(seed: 2))
        let names = (0..<65).map { _ in
            clock.advance(by: .milliseconds(1))
            return book.enter(.hold, choice([:]), counted: 1, BulkResult(), by: principal)
        }
        #expect(book.entry(names[0], of: principal) == nil)
        #expect(names.dropFirst().allSatisfy { book.entry($0, of: principal) != nil })
    }

    @Test func `what cannot be undone is not taken for it`() {
        let book = BulkBook(clock: ManualClock(), random: SeededRandom(seed: 2))
        for verb in [MessageOperations.Verb.cancel, .retry] {
            let name = book.enter(verb, choice([:]), counted: 1, BulkResult(), by: principal)
            #expect(book.takeForUndoing(name, of: principal) == nil, "\(verb)")
        }
    }

    @Test func `a choice stands in a query and in a form as it was made`() {
        let chosen = choice(["state": "held", "domain": "example.be", "older": "10"])
        #expect(chosen.query() == "?state=held&domain=example.be&older=10")
        #expect(chosen.fixed.map(\.name) == ["state", "domain", "issued_before"])
        let fixed = choice(["issued_before": "2026-11-23T12:00:00Z"])
        #expect(fixed.query() == "?issued_before=\(now.rfc3339)" && !fixed.isWrong)
        #expect(choice(["issued_before": "noon"]).isWrong)
    }

    // MARK: Texts of mails

    @Test func `a hundred problems are shown, and how many more there are`() throws {
        let view = TemplateView(texts: .of(.en), words: texts)
        let problems = (1...103).map { TemplateProblem(file: "a.txt", line: $0, message: "no") }
        let text = view.list(
            try OperationUnderTest.library.get().current, formerCount: 0, TemplateFault(at: now, problems: problems), isNew: true,
            form: .none
        ).body.html
        #expect(text.ranges(of: "<code>a.txt:").count == 100 && text.contains("<p>+ 3</p>"))
        // A success of a moment ago beside a fault would be read first.
        #expect(!text.contains("The files were read"))
    }
}
