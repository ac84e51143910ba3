import Issuance
import Mail
import Queue
import TestKit
import Testing

@Suite("Issuance: what would be refused")
struct TrialConformanceTests {
    @Test("limits are told in a row, and nothing is counted", arguments: StoreUnderTest.all)
    func limits(_ driver: StoreUnderTest) async throws {
        try await driver.run { store, clock in
            let samples = Samples(clock)
            let told = { @Sendable (charges: [[LimitCharge]]) in try await store.refusals(of: charges, now: clock.now) }
            clock.jump(to: Instant(seconds: 1_795_435_200 + 15))
            let minute = LimitCharge(limit: "per_recipient_per_minute", subject: [1], window: .minute, maximum: 2)
            let day = LimitCharge(limit: "per_municipality_per_day", subject: [2], window: .day, maximum: 3)
            let full = LimitRefusal(limit: minute.limit, retryAfter: .seconds(60))
            #expect(try await told([]).isEmpty)
            let row = try await told([[minute, day], [minute, day], [minute, day], [day], [day]])
            #expect(row.map { $0?.limit ?? "" } == ["", "", minute.limit, "", day.limit])
            for _ in 0..<2 { #expect(try await told([[minute], [minute], [minute]]) == [nil, nil, full]) }
            let mail = samples.entry()
            #expect(try await store.issue(samples.challenge(mail: mail), mail: mail, terms: samples.terms(nil, [minute])) == .committed)
            #expect(try await told([[minute], [minute]]) == [nil, full])
            clock.advance(by: .seconds(60))
            #expect(try await told([[minute], [minute]]) == [nil, nil])
        }
    }

    @Test("the first record of several keys is found, until it may be forgotten", arguments: StoreUnderTest.all)
    func records(_ driver: StoreUnderTest) async throws {
        try await driver.run { store, clock in
            let samples = Samples(clock)
            let records = [samples.record(key: [1]), samples.record(key: [2])]
            for record in records {
                let mail = samples.entry()
                #expect(try await store.issue(samples.challenge(mail: mail), mail: mail, terms: samples.terms(record)) == .committed)
            }
            let found = try await store.idempotency(anyOf: [[3], [2], [1]], now: clock.now)
            #expect(found == records[1])
            #expect(try await store.idempotency(anyOf: [[3]], now: clock.now) == nil)
            #expect(try await store.idempotency(anyOf: [], now: clock.now) == nil)
            clock.advance(by: IdempotencyRecord.lifetime)
            #expect(try await store.idempotency(anyOf: [[1], [2]], now: clock.now) == nil)
        }
    }
}
