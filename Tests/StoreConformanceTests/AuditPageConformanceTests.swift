import Issuance
import Mail
import Queue
import TestKit
import Testing

@Suite("Audit log: pages")
struct AuditPageConformanceTests {
    /// Ten entries: pauses by two actors, then registrations of two municipalities, a minute apart.
    private func fill(_ store: any StoreUnderTest.Store, _ clock: ManualClock) async throws {
        let front = AuditActor(APIKeyID(high: 1, low: 1))
        for number in 1...3 {
            try await store.setPaused(true, .relay("r\(number)"), by: front, now: clock.now)
            try await store.setPaused(false, .relay("r\(number)"), now: clock.now)
            clock.advance(by: .seconds(60))
        }
        for (nis, name) in [("44021", "Gent"), ("62063", "Liège"), ("44021", "Stad Gent"), ("44021", "Gent")] {
            try await store.register(Municipality(nis: nis, name: name, languages: [.nl], agreement: nil))
            clock.advance(by: .seconds(60))
        }
    }

    private func numbers(
        _ store: any StoreUnderTest.Store, _ filter: AuditFilter, limit: Int = 100
    ) async throws -> [Int64] {
        try await store.auditPage(filter, before: nil, limit: limit).entries.map(\.number)
    }

    @Test("run newest first to the end", arguments: StoreUnderTest.all)
    func pages(_ driver: StoreUnderTest) async throws {
        try await driver.run { store, clock in
            #expect(try await store.auditPage(AuditFilter(), before: nil, limit: 4) == AuditPage(entries: [], next: nil))
            try await fill(store, clock)
            for filter in [AuditFilter(), AuditFilter(object: "44021"), AuditFilter(action: .paused)] {
                var seen: [Int64] = []
                var before: Int64?
                repeat {
                    let page = try await store.auditPage(filter, before: before, limit: 2)
                    #expect(page.entries.count <= 2)
                    seen += page.entries.map(\.number)
                    before = page.next
                } while before != nil
                #expect(try await seen == numbers(store, filter))
            }
            #expect(try await numbers(store, AuditFilter()) == Array((1...10).reversed()))
        }
    }

    @Test("each filter narrows, and several together", arguments: StoreUnderTest.all)
    func filters(_ driver: StoreUnderTest) async throws {
        try await driver.run { store, clock in
            let start = clock.now
            try await fill(store, clock)
            let front = AuditActor(APIKeyID(high: 1, low: 1)).text
            #expect(try await numbers(store, AuditFilter(action: .paused)) == [5, 3, 1])
            #expect(try await numbers(store, AuditFilter(actor: front)) == [5, 3, 1])
            #expect(try await numbers(store, AuditFilter(object: "relay r2")) == [4, 3])
            #expect(try await numbers(store, AuditFilter(object: "relay r2", actor: front)) == [3])
            #expect(try await numbers(store, AuditFilter(municipalities: ["44021"])) == [10, 9, 7])
            #expect(try await numbers(store, AuditFilter(municipalities: ["44021", "62063"])) == [10, 9, 8, 7])
            #expect(try await numbers(store, AuditFilter(object: "44021", municipalities: ["62063"])).isEmpty)
            #expect(try await numbers(store, AuditFilter(municipalities: [])).isEmpty)
            #expect(try await numbers(store, AuditFilter(municipalities: ["4402"])).isEmpty)
            let minute = start + .seconds(60)
            #expect(try await numbers(store, AuditFilter(until: minute)) == [2, 1])
            #expect(try await numbers(store, AuditFilter(since: minute, until: minute + .seconds(60))) == [4, 3])
            #expect(try await numbers(store, AuditFilter(action: .resumed, since: minute)) == [6, 4])
        }
    }
}
