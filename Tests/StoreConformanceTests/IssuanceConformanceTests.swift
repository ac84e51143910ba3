import Issuance
import Mail
import Queue
import StoreSQLite
import TestKit
import Testing

@Suite("Issuance: terms, activations, API keys")
struct IssuanceConformanceTests {
    @Test("an activation is read back by identifier and token, with its mail in the queue", arguments: StoreUnderTest.all)
    func issueActivation(_ driver: StoreUnderTest) async throws {
        try await driver.run { store, clock in
            let samples = Samples(clock)
            let mail = samples.entry(KindTable.activationLink)
            let activation = samples.activation(mail: mail)
            let result = try await store.issue(activation, mail: mail, terms: samples.terms())
            #expect(result == .committed)
            #expect(try await store.activation(activation.id) == activation)
            #expect(try await store.activation(token: activation.token) == activation)
            #expect(try await store.activation(token: [1]) == nil)
            #expect(try await store.message(mail.id)?.state == .queued)
        }
    }

    @Test("the same Idempotency-Key is answered again, with another body refused", arguments: StoreUnderTest.all)
    func idempotency(_ driver: StoreUnderTest) async throws {
        try await driver.run { store, clock in
            let samples = Samples(clock)
            let record = samples.record(key: [1])
            let first = samples.entry(KindTable.activationLink)
            let again = samples.entry(KindTable.activationLink)
            #expect(try await store.issue(samples.activation(mail: first), mail: first, terms: samples.terms(record)) == .committed)
            let replayed = try await store.issue(samples.activation(mail: again), mail: again, terms: samples.terms(record))
            #expect(replayed == .replayed(record))
            let other = samples.terms(samples.record(key: [1], body: 2))
            #expect(try await store.issue(samples.activation(mail: again), mail: again, terms: other) == .idempotencyConflict)
            #expect(try await store.message(again.id) == nil)
            clock.advance(by: IdempotencyRecord.lifetime)
            let late = samples.terms(samples.record(key: [1], body: 2))
            #expect(try await store.issue(samples.activation(mail: again), mail: again, terms: late) == .committed)
        }
    }

    @Test("of fifty concurrent requests with one key one is committed", arguments: StoreUnderTest.all)
    func concurrentIdempotency(_ driver: StoreUnderTest) async throws {
        try await driver.run { store, clock in
            let samples = Samples(clock)
            let terms = samples.terms(samples.record(key: [9]))
            let pairs = (0..<50).map { _ in
                let mail = samples.entry()
                return (samples.challenge(mail: mail), mail)
            }
            let results = try await withThrowingTaskGroup(of: IssueResult.self) { group in
                for (challenge, mail) in pairs { group.addTask { try await store.issue(challenge, mail: mail, terms: terms) } }
                return try await group.reduce(into: [IssueResult]()) { $0.append($1) }
            }
            #expect(results.count { $0 == .committed } == 1)
            #expect(results.count { if case .replayed = $0 { true } else { false } } == 49)
            #expect(try await store.summary(now: clock.now, minimumLeft: [:]).lanes.map(\.queued) == [1, 0, 0])
        }
    }

    @Test("a limit that is reached refuses, counts nothing, and opens when its window is over", arguments: StoreUnderTest.all)
    func limits(_ driver: StoreUnderTest) async throws {
        try await driver.run { store, clock in
            let samples = Samples(clock)
            clock.jump(to: Instant(seconds: 1_795_435_200 + 15))
            let minute = LimitCharge(limit: "per_recipient_per_minute", subject: [1], window: .minute, maximum: 1)
            let hour = LimitCharge(limit: "per_recipient_per_hour", subject: [1], window: .hour, maximum: 2)
            func issue(_ charges: [LimitCharge]) async throws -> IssueResult {
                let mail = samples.entry()
                return try await store.issue(samples.challenge(mail: mail), mail: mail, terms: samples.terms(nil, charges))
            }
            let first = try await issue([hour, minute])
            #expect(first == .committed)
            // Refused three times: the hour must not be counted.
            for _ in 0..<3 {
                #expect(try await issue([hour, minute]) == .limited(limit: minute.limit, retryAfter: .seconds(60)))
            }
            clock.advance(by: .seconds(60))
            #expect(try await issue([hour, minute]) == .committed)
            clock.advance(by: .seconds(60))
            #expect(try await issue([hour, minute]) == .limited(limit: hour.limit, retryAfter: .seconds(3_600 - 120)))
            let other = LimitCharge(limit: hour.limit, subject: [2], window: .hour, maximum: 2)
            #expect(try await issue([other]) == .committed)
            clock.advance(by: .seconds(3_600))
            #expect(try await issue([hour, minute]) == .committed)
            // Three of the four challenges are over; no day is.
            #expect(try await store.prune(historyBefore: .distantPast, now: clock.now, limit: 100) >= 3)
            while try await store.prune(historyBefore: .distantPast, now: clock.now, limit: 100) >= 100 {}
            // An hour may have begun at the end of its day.
            clock.advance(by: .seconds(86_400 + 3_600))
            // The fourth, the place where it was found, and the counters of both subjects.
            let pruned = try await store.prune(historyBefore: .distantPast, now: clock.now, limit: 100)
            #expect(pruned == 1 + 1 + 2)
        }
    }

    @Test("a request that read the clock first and comes last is counted, and begins no window", arguments: StoreUnderTest.all)
    func overtaken(_ driver: StoreUnderTest) async throws {
        try await driver.run { store, clock in
            let samples = Samples(clock)
            let hour = LimitCharge(limit: LimitCharge.recipientHour, subject: [1], window: .hour, maximum: 3)
            let slow = samples.terms(nil, [hour])
            clock.advance(by: .microseconds(300))
            func issue(_ terms: IssueTerms) async throws -> IssueResult {
                let mail = samples.entry()
                return try await store.issue(samples.challenge(mail: mail), mail: mail, terms: terms)
            }
            let first = try await issue(samples.terms(nil, [hour]))
            #expect(first == .committed)
            for _ in 0..<2 { #expect(try await issue(slow) == .committed) }
            for terms in [slow, samples.terms(nil, [hour])] {
                #expect(try await issue(terms) == .limited(limit: hour.limit, retryAfter: .seconds(3_600)))
            }
        }
    }

    @Test("the counts of a key's day are kept over a restart")
    func restart() async throws {
        let (clock, directory) = (ManualClock(), TemporaryDirectory())
        let samples = Samples(clock)
        let minute = LimitCharge(limit: LimitCharge.keyMinute, subject: [1], window: .minute, maximum: 2)
        let day = LimitCharge(limit: LimitCharge.keyDay, subject: [1], window: .day, maximum: 3)
        func issue() async throws -> IssueResult {
            let store = try SQLiteStore.open(at: .directory(directory.path), clock: clock, logger: .quiet, audit: .sample)
            defer { store.close() }
            let mail = samples.entry()
            return try await store.issue(samples.challenge(mail: mail), mail: mail, terms: samples.terms(nil, [minute, day]))
        }
        let first = try await issue()
        let second = try await issue()
        #expect(first == .committed && second == .committed)
        #expect(try await issue() == .limited(limit: minute.limit, retryAfter: .seconds(60)))
        clock.advance(by: .seconds(60))
        #expect(try await issue() == .committed)
        #expect(try await issue() == .limited(limit: day.limit, retryAfter: .seconds(86_400 - 60)))
        clock.advance(by: .seconds(86_400 - 60))
        #expect(try await issue() == .committed)
    }

    @Test("one in a window is never two within it, wherever the clock's begins", arguments: StoreUnderTest.all, LimitWindow.allCases)
    func window(_ driver: StoreUnderTest, _ window: LimitWindow) async throws {
        try await driver.run { store, clock in
            let samples = Samples(clock)
            let charge = LimitCharge(limit: "per_recipient_per_day", subject: [1], window: window, maximum: 1)
            func issue() async throws -> IssueResult {
                let mail = samples.entry()
                return try await store.issue(samples.challenge(mail: mail), mail: mail, terms: samples.terms(nil, [charge]))
            }
            // A second before the clock's own day, hour and minute end.
            clock.jump(to: Instant(seconds: 1_795_435_200 + 43_199))
            let first = try await issue()
            #expect(first == .committed)
            clock.advance(by: .seconds(2))
            #expect(try await issue() == .limited(limit: charge.limit, retryAfter: window.duration - .seconds(2)))
            clock.advance(by: window.duration - .seconds(2))
            #expect(try await issue() == .committed)
            clock.jump(to: Instant(seconds: 1_795_435_200))
            #expect(try await issue() == .committed)
        }
    }

    @Test("API keys are listed oldest first and revoked once", arguments: StoreUnderTest.all)
    func apiKeys(_ driver: StoreUnderTest) async throws {
        try await driver.run { store, clock in
            let samples = Samples(clock)
            func key(_ name: String, _ scopes: Set<APIKey.Scope>) -> APIKey {
                APIKey(
                    id: APIKeyID(at: clock.now, random: samples.random), name: name, scopes: scopes, municipality: "44021",
                    digest: samples.random.bytes(32), created: clock.now)
            }
            let front = key("front", [.activationsWrite, .codesWrite])
            try await store.add(front)
            clock.advance(by: .seconds(1))
            let admin = key("admin", [.admin])
            try await store.add(admin)
            #expect(try await store.apiKeys() == [front, admin])
            #expect(try await store.revoke(front.id, now: clock.now))
            #expect(try await !store.revoke(front.id, now: clock.now))
            #expect(try await !store.revoke(APIKeyID(high: 0, low: 1), now: clock.now))
            #expect(try await store.apiKeys().map(\.revoked) == [clock.now, nil])
        }
    }
}
