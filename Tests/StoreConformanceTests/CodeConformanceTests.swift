import Issuance
import Mail
import Queue
import TestKit
import Testing

@Suite("Issuance: one-time codes")
struct CodeConformanceTests {
    private func issued(_ store: any StoreUnderTest.Store, _ samples: Samples, subject: [UInt8]? = nil) async throws -> CodeChallenge {
        let mail = samples.entry()
        let challenge = samples.challenge(mail: mail, subject: subject)
        #expect(try await store.issue(challenge, mail: mail, terms: samples.terms()) == .committed)
        return challenge
    }

    @Test("the right code with its binding verifies once", arguments: StoreUnderTest.all)
    func verify(_ driver: StoreUnderTest) async throws {
        try await driver.run { store, clock in
            let samples = Samples(clock)
            let challenge = try await issued(store, samples)
            #expect(try await store.challenge(challenge.id) == challenge)
            #expect(try await store.verify(samples.attempt(at: challenge)) == .verified(challenge.key))
            #expect(try await store.verify(samples.attempt(at: challenge)) == .invalid)
            #expect(try await store.challenge(challenge.id)?.state == .verified)
            #expect(try await store.challenge(challenge.id)?.sealedAddress == [])
        }
    }

    @Test("a wrong code or a wrong binding counts, and five lock", arguments: StoreUnderTest.all)
    func locking(_ driver: StoreUnderTest) async throws {
        try await driver.run { store, clock in
            let samples = Samples(clock)
            let challenge = try await issued(store, samples)
            for tries in 1...TryLimits.perCode {
                let wrong = tries % 2 == 0 ? samples.attempt(at: challenge, code: [1]) : samples.attempt(at: challenge, binding: [1])
                #expect(try await store.verify(wrong) == .invalid)
                #expect(try await store.challenge(challenge.id)?.tries == tries)
            }
            #expect(try await store.challenge(challenge.id)?.state == .locked)
            #expect(try await store.verify(samples.attempt(at: challenge)) == .invalid)
        }
    }

    @Test("a code is over at its end, and an unknown challenge is invalid", arguments: StoreUnderTest.all)
    func expiry(_ driver: StoreUnderTest) async throws {
        try await driver.run { store, clock in
            let samples = Samples(clock)
            let challenge = try await issued(store, samples)
            #expect(try await store.verify(samples.attempt(at: samples.challenge(mail: samples.entry()))) == .invalid)
            clock.advance(by: .seconds(600))
            #expect(try await store.verify(samples.attempt(at: challenge)) == .invalid)
            #expect(try await store.challenge(challenge.id)?.triesTotal == 0)
            #expect(try await !store.cancel(challenge.id, now: clock.now))
        }
    }

    @Test("a newer challenge for the same subject supersedes the older and its mail", arguments: StoreUnderTest.all)
    func supersede(_ driver: StoreUnderTest) async throws {
        try await driver.run { store, clock in
            let samples = Samples(clock)
            let older = try await issued(store, samples, subject: [4, 4])
            let stranger = try await issued(store, samples, subject: [5, 5])
            let newer = try await issued(store, samples, subject: [4, 4])
            #expect(try await store.challenge(older.id)?.state == .superseded)
            #expect(try await store.message(older.message)?.supersededBy == newer.message)
            #expect(try await store.challenge(stranger.id)?.state == .pending)
            #expect(try await store.verify(samples.attempt(at: older)) == .invalid)
            #expect(try await store.verify(samples.attempt(at: newer)) == .verified(newer.key))
        }
    }

    /// How the former challenge ended while its mail still waits.
    private enum Former: CaseIterable { case pending, resent, verified, locked, cancelled }

    @Test("a mail that waits is superseded whatever became of its challenge", arguments: StoreUnderTest.all, Former.allCases)
    private func supersedeMail(_ driver: StoreUnderTest, _ former: Former) async throws {
        try await driver.run { store, clock in
            let samples = Samples(clock)
            let older = try await issued(store, samples, subject: [4, 4])
            var waiting = older.message
            switch former {
            case .pending: break
            case .resent:
                let mail = samples.entry()
                waiting = mail.id
                let replacement = ChallengeMail(challenge: older.id, code: samples.random.bytes(32), expires: mail.expires)
                #expect(try await store.resend(replacement, mail: mail, terms: samples.terms()) == .committed)
                #expect(try await store.message(older.message)?.supersededBy == mail.id)
            case .verified: #expect(try await store.verify(samples.attempt(at: older)) == .verified(older.key))
            case .locked:
                for _ in 1...TryLimits.perCode { _ = try await store.verify(samples.attempt(at: older, code: [1])) }
            case .cancelled: #expect(try await store.cancel(older.id, now: clock.now))
            }
            let newer = try await issued(store, samples, subject: [4, 4])
            let message = try await store.message(waiting)
            #expect(message?.state == .cancelled)
            #expect(message?.supersededBy == (former == .cancelled ? nil : newer.message))
            #expect(try await store.message(newer.message)?.state == .queued)
            #expect(try await store.challenge(newer.id)?.state == .pending)
        }
    }

    @Test("a new code resets the tries and keeps their total, which locks", arguments: StoreUnderTest.all)
    func resend(_ driver: StoreUnderTest) async throws {
        try await driver.run { store, clock in
            let samples = Samples(clock)
            let challenge = try await issued(store, samples)
            var former = challenge.message
            for _ in 1...3 {
                for _ in 1..<TryLimits.perCode { #expect(try await store.verify(samples.attempt(at: challenge, code: [1])) == .invalid) }
                let mail = samples.entry()
                let next = ChallengeMail(challenge: challenge.id, code: [8], expires: clock.now + .seconds(600))
                #expect(try await store.resend(next, mail: mail, terms: samples.terms()) == .committed)
                #expect(try await store.message(former)?.reason == .superseded)
                former = mail.id
            }
            #expect(try await store.challenge(challenge.id)?.tries == 0)
            #expect(try await store.challenge(challenge.id)?.triesTotal == 12)
            for _ in 12..<TryLimits.total { #expect(try await store.verify(samples.attempt(at: challenge, code: [1])) == .invalid) }
            #expect(try await store.challenge(challenge.id)?.state == .locked)
            #expect(try await store.verify(samples.attempt(at: challenge, code: [8])) == .invalid)
            let next = ChallengeMail(challenge: challenge.id, code: [9], expires: clock.now + .seconds(600))
            #expect(try await store.resend(next, mail: samples.entry(), terms: samples.terms()) == .notPending)
        }
    }

    @Test("a cancelled challenge takes its mail along", arguments: StoreUnderTest.all)
    func cancel(_ driver: StoreUnderTest) async throws {
        try await driver.run { store, clock in
            let samples = Samples(clock)
            let challenge = try await issued(store, samples)
            #expect(try await store.cancel(challenge.id, now: clock.now))
            #expect(try await !store.cancel(challenge.id, now: clock.now))
            #expect(try await store.message(challenge.message)?.reason == .cancelledByCaller)
            #expect(try await store.verify(samples.attempt(at: challenge)) == .invalid)
        }
    }
}
