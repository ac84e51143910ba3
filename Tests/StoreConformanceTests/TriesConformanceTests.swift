import Issuance
import Mail
import Queue
import StoreSQLite
import TestKit
import Testing

/// Wrong codes in a row are counted by subject: whatever one asks for and whenever, he gets no more guesses.
@Suite("Issuance: tries of a subject")
struct TriesConformanceTests {
    private static let subject = [UInt8](repeating: 7, count: SubjectTries.subjectOctets)

    /// A new code for the subject, for a purpose of its own, so that it ends no other; `nil` when it must wait.
    private func code(
        _ store: any StoreUnderTest.Store, _ samples: Samples, key: DigitalKeyID? = nil, subject: [UInt8] = subject
    ) async throws -> CodeChallenge? {
        let mail = samples.entry()
        let challenge = samples.challenge(mail: mail, key: .some(key), triesSubject: subject)
        switch try await store.issue(challenge, mail: mail, terms: samples.terms()) {
        case .committed: return challenge
        case .limited(let limit, _):
            #expect(limit == "tries_per_subject")
            return nil
        case let other:
            Issue.record("\(other)")
            return nil
        }
    }

    /// Guesses wrong so often, each code five times; the last code.
    @discardableResult
    private func guess(
        _ count: Int, _ store: any StoreUnderTest.Store, _ samples: Samples, key: DigitalKeyID? = nil
    ) async throws -> CodeChallenge? {
        var challenge: CodeChallenge?
        for number in 0..<count {
            if number % TryLimits.perCode == 0 { challenge = try await code(store, samples, key: key) }
            let asked = try #require(challenge)
            #expect(try await store.verify(samples.attempt(at: asked, code: [1])) == .invalid)
        }
        return challenge
    }

    @Test("fifteen wrong codes in a row make new codes wait, re-sent ones and those of other purposes too", arguments: StoreUnderTest.all)
    func waiting(_ driver: StoreUnderTest) async throws {
        try await driver.run { store, clock in
            let samples = Samples(clock)
            let pending = try #require(try await code(store, samples))
            try await guess(TryLimits.total - 1, store, samples)
            let last = try #require(try await code(store, samples))
            #expect(try await store.verify(samples.attempt(at: last, binding: [1])) == .invalid)
            let mail = samples.entry()
            let next = samples.challenge(mail: mail, triesSubject: Self.subject)
            let limited = IssueResult.limited(limit: LimitCharge.subjectTries, retryAfter: .seconds(3_600))
            #expect(try await store.issue(next, mail: mail, terms: samples.terms()) == limited)
            #expect(try await store.message(mail.id) == nil)
            let again = ChallengeMail(challenge: pending.id, code: [2], expires: clock.now + .seconds(600))
            #expect(try await store.resend(again, mail: samples.entry(), terms: samples.terms()) == limited)
            // Nor is one taken that was mailed before, or guessed.
            #expect(try await store.verify(samples.attempt(at: pending)) == .invalid)
            #expect(try await store.challenge(pending.id)?.triesTotal == 0)
            #expect(try await code(store, samples, subject: [9]) != nil)
            clock.advance(by: .seconds(3_599))
            #expect(try await code(store, samples) == nil)
            clock.advance(by: .seconds(1))
            #expect(try await code(store, samples) != nil)
        }
    }

    @Test("a right code clears the count", arguments: StoreUnderTest.all)
    func clearing(_ driver: StoreUnderTest) async throws {
        try await driver.run { store, clock in
            let samples = Samples(clock)
            for _ in 0..<3 {
                let last = try #require(try await guess(TryLimits.total - 1, store, samples))
                #expect(try await store.verify(samples.attempt(at: last)) == .verified(nil))
            }
            try await guess(TryLimits.total, store, samples)
            #expect(try await code(store, samples) == nil)
        }
    }

    @Test("a hundred guesses and no more, then the key ends", arguments: StoreUnderTest.all)
    func ending(_ driver: StoreUnderTest) async throws {
        try await driver.run { store, clock in
            let samples = Samples(clock)
            let mail = samples.entry(KindTable.activationLink)
            let activation = samples.activation(mail: mail)
            _ = try await store.issue(activation, mail: mail, terms: samples.terms())
            let redemption = samples.redemption(of: activation)
            #expect(try await store.redeem(redemption) == .redeemed)
            let key = redemption.key.id
            var guesses = 0
            while try await store.digitalKey(key)?.revoked == nil, guesses <= TryLimits.perKey {
                guard let challenge = try await code(store, samples, key: key) else {
                    clock.advance(by: .seconds(3_600))
                    continue
                }
                for _ in 0..<2 * TryLimits.perCode { _ = try await store.verify(samples.attempt(at: challenge, code: [1])) }
                guesses += try #require(try await store.challenge(challenge.id)).triesTotal
            }
            #expect(guesses == TryLimits.perKey)
            let ended = try #require(try await store.digitalKey(key))
            #expect(ended.revoked == clock.now && ended.sealedAddress.isEmpty)
            #expect(clock.now - activation.issued > .seconds(12 * 86_400))
            let acts = try await store.auditEntries(after: 0, limit: 100).filter { $0.action == "digital_key_ended" }
            #expect(acts.map(\.object) == [key.description] && acts.map(\.actor) == ["service"])
        }
    }

    @Test("an address waits and is never locked", arguments: StoreUnderTest.all)
    func address(_ driver: StoreUnderTest) async throws {
        try await driver.run { store, clock in
            let samples = Samples(clock)
            var guesses = 0
            while guesses < TryLimits.perKey + TryLimits.total {
                guard let challenge = try await code(store, samples) else {
                    clock.advance(by: .seconds(3_600))
                    continue
                }
                for _ in 0..<2 * TryLimits.perCode { _ = try await store.verify(samples.attempt(at: challenge, code: [1])) }
                guesses += try #require(try await store.challenge(challenge.id)).triesTotal
            }
            #expect(try await code(store, samples) == nil)
            clock.advance(by: .seconds(86_400))
            let challenge = try #require(try await code(store, samples))
            #expect(try await store.verify(samples.attempt(at: challenge)) == .verified(nil))
        }
    }

    @Test("two hundred guesses at a time are fifteen", arguments: StoreUnderTest.all)
    func parallel(_ driver: StoreUnderTest) async throws {
        try await driver.run { store, clock in
            let samples = Samples(clock)
            var challenges: [CodeChallenge] = []
            for _ in 0..<50 { challenges.append(try #require(try await code(store, samples))) }
            let attempts = (0..<200).map { samples.attempt(at: challenges[$0 % challenges.count], code: [1]) }
            try await withThrowingTaskGroup(of: VerifyResult.self) { group in
                for attempt in attempts { group.addTask { try await store.verify(attempt) } }
                for try await result in group { #expect(result == .invalid) }
            }
            var counted = 0
            for challenge in challenges { counted += try #require(try await store.challenge(challenge.id)).triesTotal }
            #expect(counted == TryLimits.total)
            #expect(try await code(store, samples) == nil)
        }
    }

    @Test("a count without a try for the days of the history is forgotten", arguments: StoreUnderTest.all)
    func pruning(_ driver: StoreUnderTest) async throws {
        try await driver.run { store, clock in
            let samples = Samples(clock)
            try await guess(TryLimits.total - 1, store, samples)
            _ = try await store.prune(historyBefore: clock.now, now: clock.now, limit: 100)
            clock.advance(by: .seconds(2 * 86_400))
            _ = try await store.prune(historyBefore: clock.now - .seconds(3 * 86_400), now: clock.now, limit: 100)
            try await guess(1, store, samples)
            #expect(try await code(store, samples) == nil)
            clock.advance(by: .seconds(2 * 86_400))
            _ = try await store.prune(historyBefore: clock.now - .seconds(86_400), now: clock.now, limit: 100)
            try await guess(TryLimits.total - 1, store, samples)
            #expect(try await code(store, samples) != nil)
        }
    }

    @Test("wrong tries and waits are kept over a restart")
    func restart() async throws {
        let (clock, directory) = (ManualClock(), TemporaryDirectory())
        let samples = Samples(clock)
        func open() throws -> SQLiteStore {
            try SQLiteStore.open(at: .directory(directory.path), clock: clock, logger: .quiet, audit: .sample)
        }
        let former = try open()
        try await guess(TryLimits.total - 1, former, samples)
        former.close()
        let store = try open()
        try await guess(1, store, samples)
        #expect(try await code(store, samples) == nil)
        store.close()
        let later = try open()
        defer { later.close() }
        clock.advance(by: .seconds(3_599))
        #expect(try await code(later, samples) == nil)
        clock.advance(by: .seconds(1))
        try await guess(TryLimits.perCode, later, samples)
        clock.advance(by: .seconds(7_199))
        #expect(try await code(later, samples) == nil)
    }
}
