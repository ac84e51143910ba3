import API
import HTTPTypes
import Issuance
import Mail
import Queue
import StoreSQLite
import TestKit
import Testing

@testable import Console

/// Acts on many messages: preview, act, outcome, undo.
@Suite(.timeLimit(.minutes(5))) struct BulkPageTests {
    private func browser(_ service: Service, _ subject: String = "operator-1") async throws -> Browser {
        try await service.browser(subject, [HeldRole(.operator, in: nil)])
    }

    /// Three codes to example.be and two to example.com.
    private func filled() async throws -> Service {
        let service = try await Service()
        for address in ["a@example.be", "b@example.be", "c@example.be", "a@example.com", "b@example.com"] {
            service.clock.advance(by: .milliseconds(5))
            #expect(try await service.ask(.post, "/v1/codes", body: Bodies.code.replacing("jan@example.be", with: address)).status == 202)
        }
        return service
    }

    private func fields(_ browser: Browser, _ action: String, _ names: [String]) throws -> [(String, String)] {
        try [("action", action)] + names.map { ($0, try #require(Browser.value(of: $0, in: browser.page.text), "\($0)")) }
    }

    private func held(_ service: Service) async throws -> Int {
        try await service.store.messages(MessageFilter(state: .held), after: nil, limit: 200).messages.count
    }

    @Test func `it counts and shows, acts on what was counted, tells and undoes exactly that`() async throws {
        let service = try await filled()
        let browser = try await browser(service)
        // One that was held before is not released by the undoing.
        let before = try #require(try await service.store.messages(MessageFilter(), after: nil, limit: 1).messages.first)
        _ = try await MessageOperations(queue: service.store, kinds: KindTable(), clock: service.clock)
            .perform(.hold, on: before.id, by: .localOperator)
        let preview = try await browser.get("/console/messages/bulk?action=hold&lane=code")
        PageRules.check(preview, "preview")
        #expect(preview.status == 200 && preview.text.contains("5 messages match") && preview.text.contains("The newest 5 of them"))
        #expect(try await held(service) == 1)
        let done = try await browser.post("/console/messages/bulk", fields(browser, "hold", ["lane", "cursor", "counted"]))
        let place = try #require(done.headers[.location])
        #expect(done.status == 303 && place.hasPrefix("/console/messages/bulk/"), "\(done.text)")
        #expect(try await held(service) == 5)
        let told = try await browser.get(place)
        PageRules.check(told, "outcome")
        #expect(told.text.contains("<dt>done</dt><dd>4</dd>") && told.text.contains("<dt>was so already</dt><dd>1</dd>"))
        #expect(told.text.contains("undone for these 4"))
        let undone = try await browser.post("\(place)/undo")
        #expect(undone.status == 303)
        #expect(try await held(service) == 1)
        #expect(try await service.store.message(before.id)?.state == .held)
        let end = try await browser.get(try #require(undone.headers[.location]))
        #expect(end.text.contains("This was an undoing.") && !end.text.contains("/undo\""))
        // Once.
        #expect(try await browser.post("\(place)/undo").status == 404)
        #expect(!(try await browser.get(place).text.contains("/undo\"")))
    }

    @Test func `more than was seen is asked again, fewer are told`() async throws {
        let service = try await filled()
        let browser = try await browser(service)
        let all = try await service.store.messages(MessageFilter(), after: nil, limit: 200).messages
        let operations = MessageOperations(queue: service.store, kinds: KindTable(), clock: service.clock)
        _ = try await operations.perform(.hold, on: all[0].id, by: .localOperator)
        try await browser.get("/console/messages/bulk?action=release&state=held")
        let form = try fields(browser, "release", ["state", "cursor", "counted"])
        _ = try await operations.perform(.hold, on: all[1].id, by: .localOperator)
        let again = try await browser.post("/console/messages/bulk", form)
        #expect(again.status == 409 && again.text.contains("more than you have seen") && again.text.contains("2 messages match"))
        #expect(try await held(service) == 2)
        let second = try fields(browser, "release", ["state", "cursor", "counted"])
        _ = try await operations.perform(.cancel, on: all[1].id, by: .localOperator)
        let done = try await browser.post("/console/messages/bulk", second)
        let told = try await browser.get(try #require(done.headers[.location]))
        #expect(told.text.contains("1 of those you saw ended meanwhile") && told.text.contains("<dt>done</dt><dd>1</dd>"))
    }

    @Test func `what comes in after the look is not touched`() async throws {
        let service = try await filled()
        let browser = try await browser(service)
        try await browser.get("/console/messages/bulk?action=cancel&domain=example.be")
        #expect(browser.page.text.contains("This cannot be undone.") && browser.page.text.contains("3 messages match"))
        service.clock.advance(by: .milliseconds(5))
        _ = try await service.ask(.post, "/v1/codes", body: Bodies.code)
        let done = try await browser.post("/console/messages/bulk", fields(browser, "cancel", ["domain", "cursor", "counted"]))
        let told = try await browser.get(try #require(done.headers[.location]))
        #expect(
            told.text.contains("<dt>done</dt><dd>3</dd>") && told.text.contains("This cannot be undone.") && !told.text.contains("/undo\""))
        let left = try await service.store.messages(MessageFilter(domain: "example.be", isWaiting: true), after: nil, limit: 9).messages
        #expect(left.count == 1)
    }

    @Test func `an act is its maker's, and goes after a quarter of an hour`() async throws {
        let service = try await filled()
        let (browser, other) = (try await browser(service), try await browser(service, "operator-2"))
        try await browser.get("/console/messages/bulk?action=hold")
        #expect(browser.page.text.contains("every message that has not ended"))
        let done = try await browser.post("/console/messages/bulk", fields(browser, "hold", ["cursor", "counted"]))
        let place = try #require(done.headers[.location])
        try await other.get("/console/queue")
        #expect(try await other.get(place).status == 404)
        #expect(try await other.post("\(place)/undo").status == 404)
        #expect(try await browser.get(place).status == 200)
        service.clock.advance(by: .seconds(901))
        #expect(try await browser.get(place).status == 404)
    }

    @Test(arguments: [
        "action=drop&lane=code", "action=hold&state=accepted", "action=hold&lane=fast", "lane=code", "action=hold&domain=a%20b",
    ])
    func `a wrong question is told`(query: String) async throws {
        let service = try await filled()
        #expect(try await browser(service).get("/console/messages/bulk?\(query)").status == 422)
    }

    @Test(arguments: [
        [("action", "hold"), ("cursor", "x"), ("counted", "5")], [("action", "hold"), ("counted", "5")],
        [("action", "hold"), ("cursor", "msg_7zzzzzzzzzzzzzzzzzzzzzzzzz")], [("action", "hold"), ("lane", "fast"), ("counted", "5")],
    ])
    func `a wrong form does nothing`(form: [(String, String)]) async throws {
        let service = try await filled()
        let browser = try await browser(service)
        try await browser.get("/console/queue")
        #expect(try await browser.post("/console/messages/bulk", form).status == 422)
        #expect(try await held(service) == 0)
        #expect(try await browser.post("/console/messages/bulk", form + [("form_token", "x")]).status == 400)
    }

    @Test(arguments: [("lane", "fast"), ("kind", "x"), ("domain", "a b"), ("state", "accepted"), ("issued_before", "noon")])
    func `a filter that is not understood acts on nothing, however right the rest is`(name: String, value: String) async throws {
        let service = try await filled()
        let browser = try await browser(service)
        try await browser.get("/console/messages/bulk?action=hold")
        let form = try fields(browser, "hold", ["cursor", "counted"]) + [(name, value)]
        #expect(try await browser.post("/console/messages/bulk", form).status == 422)
        #expect(try await held(service) == 0)
    }

    @Test func `who may read messages may not act on many`() async throws {
        let service = try await filled()
        let (operating, reading) = (try await browser(service), try await service.browser())
        try await operating.get("/console/messages/bulk?action=hold")
        let form = try fields(operating, "hold", ["cursor", "counted"])
        try await reading.get("/console/messages")
        #expect(try await reading.get("/console/messages/bulk?action=hold").status == 403)
        #expect(try await reading.post("/console/messages/bulk", form).status == 403)
        #expect(try await reading.get("/console/messages/bulk/none").status == 403)
        #expect(try await reading.post("/console/messages/bulk/none/undo").status == 403)
        #expect(try await held(service) == 0)
    }

    @Test func `nothing that matches is said plainly`() async throws {
        let service = try await filled()
        let page = try await browser(service).get("/console/messages/bulk?action=hold&lane=link")
        #expect(
            page.status == 200 && page.text.contains("No message that has not ended matches.") && !page.text.contains("name=\"counted\""))
    }
}
