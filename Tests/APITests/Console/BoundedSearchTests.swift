import API
import Issuance
import Mail
import Queue
import Synchronization
import TestKit
import Testing

@testable import Console

/// What a search looks at with one request, and what its page says of the rest.
@Suite struct BoundedSearchTests {
    private typealias Part = BoundedSearch.Part<Int, Int>

    private let clock = ManualClock()

    private func search(wanted: Int = 3, rows: Int = 1_000) -> BoundedSearch { BoundedSearch(wanted: wanted, rows: rows, clock: clock) }

    @Test func `it reads on until it has enough, and says what is behind the last one`() async throws {
        var asked: [Int] = []
        let found = try await search().run(from: Int?.none, place: { $0 }) { after, wanted in
            asked.append(wanted)
            let begin = after ?? 0
            return Part(items: [begin + 4, begin + 8], rows: 10, next: begin + 10)
        }
        #expect(found.items == [4, 8, 14] && found.next == 14 && found.rows == 20 && !found.isCut)
        #expect(asked == [3, 1])
    }

    @Test func `at the end of the list there is no more`() async throws {
        let found = try await search().run(from: 7, place: { $0 }) { after, _ in Part(items: [after ?? 0], rows: 1, next: nil) }
        #expect(found.items == [7] && found.next == nil && !found.isCut)
    }

    @Test func `rows end it, after the part that reaches them`() async throws {
        let found = try await search(rows: 25).run(from: Int?.none, place: { $0 }) { after, _ in
            Part(items: [], rows: 10, next: (after ?? 0) + 10)
        }
        #expect(found.rows == 30 && found.next == 30 && found.isCut)
    }

    @Test func `half a second ends it, after the part that reaches it`() async throws {
        let found = try await search().run(from: Int?.none, place: { $0 }) { [clock] after, _ in
            clock.advance(by: .milliseconds(200))
            return Part(items: [], rows: 1, next: (after ?? 0) + 1)
        }
        #expect(found.rows == 3 && found.next == 3 && found.isCut)
    }

    @Test func `the list of messages says how far back it looked, and leads on from there`() async throws {
        let service = try await Service()
        let next = QueueID(at: service.clock.now - .seconds(3_600), random: SeededRandom(seed: 3))
        let clock = service.clock
        let found = try await BoundedSearch(wanted: 50, rows: 9, clock: clock).run(
            from: QueueID?.none, place: { (message: QueueMessage) in message.id }
        ) {
            _, _ in BoundedSearch.Part(items: [], rows: 10, next: next)
        }
        let choice = MessageChoice(kinds: KindTable(), now: clock.now) { $0 == "reason" ? "greylisted" : nil }
        let view = MessageListView(texts: .of(.en), kinds: KindTable())
        let cut = view.table(found, choice, isFirst: true).html
        #expect(cut.contains("None was found yet.") && cut.contains("looked as far back as 23/11/2026 12:00:00"), "\(cut)")
        #expect(cut.contains("<a href=\"/console/messages?reason=greylisted&amp;cursor=\(next)\">Go on from there</a>"), "\(cut)")
        let whole = try await BoundedSearch(wanted: 50, rows: 9, clock: clock).run(
            from: QueueID?.none, place: { (message: QueueMessage) in message.id }
        ) {
            _, _ in BoundedSearch.Part(items: [], rows: 10, next: nil)
        }
        let end = view.table(whole, choice, isFirst: true).html
        #expect(end.contains("No message matches.") && !end.contains("looked as far back") && !end.contains("Go on from there"))
    }

    /// A list of which one row in a dozen matches, each read of which looks at a full window of both tables.
    private func sparse() async throws -> (service: Service, queue: SparseQueue, matching: [QueueID]) {
        let (clock, random) = (ManualClock(), SeededRandom(seed: 5))
        let identifiers = (0..<40).map { QueueID(at: clock.now - .seconds(60 * $0), random: random) }
        let matching = [12, 13, 25, 39].map { identifiers[$0] }
        let messages = matching.map { id in
            QueueMessage(
                id: id, kind: KindTable.oneTimeCode, lane: .code, languages: MailLanguages(.nl), domain: "example.be", municipality: nil,
                state: .queued, reason: .greylisted, attempt: 1, issued: id.made, due: clock.now, expires: clock.now + .seconds(600),
                finished: nil, supersededBy: nil, templateVersion: "1", attempts: [])
        }
        let made = Mutex<SparseQueue?>(nil)
        let service = try await Service(queue: { store in
            let queue = SparseQueue(store, identifiers: identifiers, matching: messages, rows: 2 * Limits.filteredRows)
            made.withLock { $0 = queue }
            return queue
        })
        return (service, try #require(made.withLock { $0 }), matching)
    }

    @Test func `the operator's list leads on to its end, and shows each message once`() async throws {
        let (service, queue, matching) = try await sparse()
        let browser = try await service.browser("operator-1", [HeldRole(.operator, in: nil)])
        var page = try await browser.get("/console/messages?reason=greylisted")
        PageRules.check(page, "cut")
        #expect(page.text.contains("None was found yet."))
        var found: [String] = []
        var requests = 1
        while true {
            found += page.text.matches(of: /<code>(msg_[0-9a-z]{26})<\/code>/).map { String($0.output.1) }
            guard let next = page.text.firstMatch(of: /href="(\/console\/messages\?[^"]*cursor=msg_[0-9a-z]{26})"/) else { break }
            try #require(requests < 40)
            page = try await browser.get(String(next.output.1).replacing("&amp;", with: "&"))
            requests += 1
        }
        #expect(found == matching.map(\.description))
        #expect(queue.reads == 40)
    }

    @Test func `a request counts the rows of both tables`() async throws {
        let (service, queue, _) = try await sparse()
        let browser = try await service.browser("operator-1", [HeldRole(.operator, in: nil)])
        try await browser.get("/console/messages?reason=greylisted")
        #expect(queue.reads == 5)
    }

    @Test func `what matches can be acted on while nobody knows that there is none`() async throws {
        let (service, _, _) = try await sparse()
        let browser = try await service.browser("operator-1", [HeldRole(.operator, in: nil)])
        let page = try await browser.get("/console/messages?reason=greylisted")
        #expect(page.text.contains("None was found yet.") && page.text.contains("All that match"))
    }
}
