import API
import HTTPTypes
import Issuance
import Mail
import Queue
import StoreSQLite
import TestKit
import Testing

@testable import Console

/// The list of messages, one message, and what operators do with it.
@Suite(.timeLimit(.minutes(5))) struct MessagePageTests {
    private func browser(_ service: Service) async throws -> Browser {
        try await service.browser("operator-1", [HeldRole(.operator, in: nil)])
    }

    /// A code that waits.
    private func issue(_ service: Service, _ address: String = "jan@example.be") async throws -> QueueID {
        service.clock.advance(by: .milliseconds(5))
        let answer = try await service.ask(.post, "/v1/codes", body: Bodies.code.replacing("jan@example.be", with: address))
        guard case .string(let id)? = try answer.json()["message"]?["id"] else { throw Service.Missing.code }
        return try #require(QueueID(id))
    }

    /// A code that a relay refused.
    private func refuse(_ service: Service, _ text: String) async throws -> QueueID {
        let id = try await issue(service, "refused@example.be")
        let now = service.clock.now
        let leases = try await service.store.lease([.code: 9], owner: LeaseOwner(token: 3), now: now, until: now + .seconds(60))
        let lease = try #require(leases.first { $0.entry.id == id })
        let reply = Reply(code: try #require(ReplyCode(550)), lines: [Array(text.utf8)])
        let attempt = AttemptRecord(
            number: 1, at: now, relay: "primary", stage: .rcpt, reply: reply, outcome: "rejected", reason: .recipientUnknown,
            rule: "mailbox")
        let settlement = Settlement(lease: lease, next: .finished(.rejected), reason: .recipientUnknown, at: now, attempt: attempt)
        let result = await withCheckedContinuation { done in service.store.settle(settlement) { done.resume(returning: $0) } }
        #expect(result == .settled)
        return id
    }

    private func act(_ browser: Browser, _ id: QueueID, _ verb: String, _ more: [(String, String)] = []) async throws -> Reading {
        let seen = try #require(Browser.value(of: "seen", in: browser.page.text), "\(browser.page.text)")
        return try await browser.post("/console/messages/\(id)/act", [("action", verb), ("seen", seen)] + more)
    }

    @Test func `the list is narrowed, paged, and never shows a recipient`() async throws {
        let service = try await Service()
        for number in 0..<60 { _ = try await issue(service, "p\(number)@example.be") }
        _ = try await service.issued()
        let browser = try await browser(service)
        let first = try await browser.get("/console/messages?kind=one_time_code")
        PageRules.check(first, "list")
        #expect(first.text.ranges(of: "<th scope=\"row\"").count == 50 && !first.text.contains("p7@"))
        let next = try #require(first.text.firstMatch(of: /href="(\/console\/messages\?[^"]*cursor=msg_[0-9a-z]{26})"/)?.output.1)
        #expect(next.contains("kind=one_time_code"))
        let second = try await browser.get(String(next).replacing("&amp;", with: "&"))
        #expect(second.text.ranges(of: "<th scope=\"row\"").count == 10)
        #expect(try await browser.get("/console/messages?lane=link").text.ranges(of: "<th scope=\"row\"").count == 1)
        #expect(try await browser.get("/console/messages?state=accepted").text.contains("No message matches."))
        #expect(try await browser.get("/console/messages?state=accepted").text.contains("All that match") == false)
        #expect(try await browser.get("/console/messages?reason=enqueued&domain=EXAMPLE.be").text.contains("<caption>Messages"))
        #expect(try await browser.get("/console/messages?reason=greylisted").text.contains("No message matches."))
    }

    @Test func `by age it shows what is old enough`() async throws {
        let service = try await Service()
        let old = try await issue(service, "a@example.be")
        service.clock.advance(by: .seconds(120))
        let young = try await issue(service, "b@example.be")
        let browser = try await browser(service)
        let page = try await browser.get("/console/messages?older=1")
        #expect(page.text.contains(old.description) && !page.text.contains(young.description))
        #expect(try await browser.get("/console/messages?older=10").text.contains("No message matches."))
    }

    @Test(arguments: ["state=sent", "lane=fast", "kind=x", "reason=why", "older=7", "domain=a%20b", "domain=jan%40example.be", "cursor=1"])
    func `a filter that is not understood shows nothing`(query: String) async throws {
        let service = try await Service()
        let id = try await issue(service)
        let page = try await browser(service).get("/console/messages?\(query)")
        #expect(page.status == 422 && page.text.contains("This filter is not understood") && !page.text.contains(id.description))
    }

    @Test func `a message shows each attempt in plain words, and a hostile reply as text`() async throws {
        let service = try await Service()
        let id = try await refuse(service, "5.1.1 <script>alert(1)</script> <jan@example.be> \"quoted\" unknown")
        let browser = try await browser(service)
        let page = try await browser.get("/console/messages/\(id)")
        PageRules.check(page, "message")
        #expect(page.text.contains("The address does not exist there") && page.text.contains("<code>recipient_unknown</code>"))
        #expect(page.text.contains("550 5.1.1 &lt;script&gt;alert(1)") && page.text.contains("<code>rcpt</code>"))
        #expect(!page.text.contains("jan") && !page.text.contains("<script>alert"))
        #expect(!page.text.contains("name=\"action\""))
    }

    @Test func `an operator holds, undoes, tries and cancels with a question before`() async throws {
        let service = try await Service()
        let id = try await issue(service)
        let browser = try await browser(service)
        let page = try await browser.get("/console/messages/\(id)")
        PageRules.check(page, "waiting")
        #expect(page.text.contains("data-every=\"5\" data-part=\"/console/messages/\(id)/part\""))
        let held = try await act(browser, id, "hold")
        #expect(held.status == 303 && held.headers[.location] == "/console/messages/\(id)?done=hold", "\(held.text)")
        #expect(try await service.store.message(id)?.reason == .heldByOperator)
        let shown = try await browser.get("/console/messages/\(id)?done=hold")
        #expect(shown.text.contains("It is held.") && shown.text.contains(">Undo</button>"))
        #expect(try await act(browser, id, "release").headers[.location] == "/console/messages/\(id)?done=release")
        #expect(try await service.store.message(id)?.state == .queued)
        let asked = try await browser.get("/console/messages/\(id)/cancel")
        #expect(asked.text.contains("This cannot be undone"))
        PageRules.check(asked, "cancel")
        // Without the confirmation it asks.
        #expect(try await act(browser, id, "cancel").headers[.location] == "/console/messages/\(id)/cancel")
        #expect(try await service.store.message(id)?.state == .queued)
        try await browser.get("/console/messages/\(id)/cancel")
        #expect(try await act(browser, id, "cancel", [("confirmed", "1")]).headers[.location] == "/console/messages/\(id)?done=cancel")
        #expect(try await service.store.message(id)?.state == .cancelled)
        let ended = try await browser.get("/console/messages/\(id)?done=cancel")
        #expect(ended.text.contains("It is cancelled. This cannot be undone.") && !ended.text.contains(">Undo</button>"))
        #expect(!ended.text.contains("data-every"))
        let entries = try await service.store.auditEntries(after: 0, limit: 100).filter { $0.action.hasPrefix("message_") }
        #expect(entries.map(\.action) == ["message_held", "message_released", "message_cancelled"])
        #expect(entries.allSatisfy { $0.actor.hasPrefix("psn_") })
    }

    @Test func `what changed since it was looked at is told and left`() async throws {
        let service = try await Service()
        let id = try await issue(service)
        let (one, other) = (try await browser(service), try await service.browser("operator-2", [HeldRole(.operator, in: nil)]))
        try await one.get("/console/messages/\(id)")
        try await other.get("/console/messages/\(id)")
        #expect(try await act(other, id, "hold").status == 303)
        let answer = try await act(one, id, "hold")
        #expect(answer.status == 409 && answer.text.contains("the message has changed since you looked"))
        try await one.get("/console/messages/\(id)/cancel")
        try await other.get("/console/messages/\(id)")
        #expect(try await act(other, id, "release").status == 303)
        #expect(try await act(one, id, "cancel", [("confirmed", "1")]).status == 409)
        #expect(try await service.store.message(id)?.state == .queued)
    }

    @Test(arguments: ["retry", "hold", "release", "cancel"])
    func `what a connection has, or has ended, is told`(verb: String) async throws {
        let service = try await Service()
        let (leased, ended) = (try await issue(service), try await refuse(service, "5.1.1 no"))
        let now = service.clock.now
        _ = try await service.store.lease([.code: 9], owner: LeaseOwner(token: 3), now: now, until: now + .seconds(60))
        let browser = try await browser(service)
        for (id, words) in [(leased, "a connection has it"), (ended, "that is final")] {
            let message = try #require(try await service.store.message(id))
            try await browser.get("/console/messages/\(id)")
            let answer = try await browser.post(
                "/console/messages/\(id)/act", [("action", verb), ("seen", MessageView.mark(of: message)), ("confirmed", "1")])
            #expect(answer.status == 409 && answer.text.contains(words), "\(answer.text)")
        }
        #expect(try await browser.get("/console/messages/\(ended)/cancel").status == 409)
    }

    @Test func `too little life, and a paused domain, are told`() async throws {
        let service = try await Service()
        let id = try await issue(service)
        let browser = try await browser(service)
        try await browser.get("/console/messages/\(id)")
        #expect(try await act(browser, id, "hold").status == 303)
        service.clock.advance(by: .seconds(545))
        try await browser.get("/console/messages/\(id)")
        let answer = try await act(browser, id, "release")
        #expect(answer.status == 409 && answer.text.contains("too little of its life is left"))
    }

    @Test func `nobody sees or does more than with the API`() async throws {
        let service = try await Service()
        let link = try #require(QueueID(try await self.link(service)))
        let code = try await issue(service)
        let officer = try await service.browser()
        let other = try await service.browser("officer-2", [HeldRole(.registrationOfficer, in: "11002")])
        let page = try await officer.get("/console/messages/\(link)")
        #expect(page.status == 200 && !page.text.contains("name=\"action\""))
        #expect(try await officer.post("/console/messages/\(link)/act", [("action", "hold"), ("seen", "x")]).status == 403)
        #expect(try await officer.get("/console/messages/\(link)/cancel").status == 403)
        #expect(try await officer.get("/console/messages/\(code)").status == 404)
        #expect(try await other.get("/console/messages/\(link)").status == 404)
        #expect(try await other.get("/console/messages/\(link)/part").status == 404)
        let browser = try await browser(service)
        for path in ["none", "msg_01kas7bq3w5n7t9y1b3d5f7h9k"] { #expect(try await browser.get("/console/messages/\(path)").status == 404) }
        #expect(!(try await officer.get("/console/messages").text.contains("All that match")))
        #expect(try await officer.get("/console/messages").text.contains(link.description))
        #expect(!(try await other.get("/console/messages").text.contains(link.description)))
    }

    private func link(_ service: Service) async throws -> String {
        let answer = try await service.ask(.post, "/v1/activations", body: Bodies.activation())
        guard case .string(let id)? = try answer.json()["message"]?["id"] else { throw Service.Missing.link }
        return id
    }
}
