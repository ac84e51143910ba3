import Issuance
import Mail
import Queue
import TestKit
import Testing

@Suite("Retention")
struct RetentionConformanceTests {
    private static let day: Duration = .seconds(86_400)

    private func prune(_ store: any StoreUnderTest.Store, _ clock: ManualClock, limit: Int = 100) async throws {
        while try await store.prune(Retention().edges(at: clock.now), now: clock.now, limit: limit) >= limit {}
    }

    private func issued(_ store: any StoreUnderTest.Store, _ samples: Samples) async throws -> Activation {
        let mail = samples.entry(KindTable.activationLink)
        let activation = samples.activation(mail: mail)
        #expect(try await store.issue(activation, mail: mail, terms: samples.terms()) == .committed)
        return activation
    }

    @Test("an activation that made no key goes 90 days after its issuance", arguments: StoreUnderTest.all)
    func activations(_ driver: StoreUnderTest) async throws {
        try await driver.run { store, clock in
            let samples = Samples(clock)
            let (expired, locked) = (try await issued(store, samples), try await issued(store, samples))
            for _ in 1...TryLimits.perCode { _ = try await store.redeem(samples.redemption(of: locked, code: [0])) }
            clock.advance(by: Self.day)
            let younger = try await issued(store, samples)
            clock.advance(by: Self.day * 89)
            try await prune(store, clock, limit: 1)
            #expect(try await store.activation(expired.id)?.state == .expired)
            #expect(try await store.activation(locked.id)?.state == .locked)
            clock.advance(by: .milliseconds(1))
            try await prune(store, clock, limit: 1)
            #expect(try await store.activation(expired.id) == nil)
            #expect(try await store.activation(token: locked.token) == nil)
            #expect(try await store.activation(younger.id)?.state == .expired)
        }
    }

    @Test("a part of the audit log comes with where retention left off then", arguments: StoreUnderTest.all)
    func auditSection(_ driver: StoreUnderTest) async throws {
        try await driver.run { store, clock in
            for name in ["a", "b", "c"] { try await store.setPaused(true, .relay(name), now: clock.now) }
            let before = try await store.auditSection(after: .min, limit: 2)
            #expect(before.entries.map(\.number) == [1, 2] && before.checkpoint == nil)
            clock.advance(by: Self.day * 10_000)
            try await prune(store, clock)
            let after = try await store.auditSection(after: 2, limit: 100)
            #expect(after.checkpoint?.end.number == 3)
            #expect(try await store.auditCheckpoint() == after.checkpoint)
            var verifier = AuditVerifier(chain: .sample, checkpoint: before.checkpoint, reached: [])
            verifier.take(before.entries)
            verifier.take(after.entries, checkpoint: after.checkpoint)
            verifier.finish()
            #expect(verifier.finding == nil)
        }
    }

    @Test("an activation that made a key stays while the key lives", arguments: StoreUnderTest.all)
    func keys(_ driver: StoreUnderTest) async throws {
        try await driver.run { store, clock in
            let samples = Samples(clock)
            let activation = try await issued(store, samples)
            let redemption = samples.redemption(of: activation)
            #expect(try await store.redeem(redemption) == .redeemed)
            clock.advance(by: Self.day * 1_000)
            try await prune(store, clock)
            #expect(try await store.digitalKey(redemption.key.id) == redemption.key)
            #expect(try await store.activation(activation.id)?.key == redemption.key.id)
        }
    }

    @Test("an old activation that is revoked stays for as long as the key that came of it", arguments: StoreUnderTest.all)
    func revoked(_ driver: StoreUnderTest) async throws {
        try await driver.run { store, clock in
            let samples = Samples(clock)
            let activation = try await issued(store, samples)
            let redemption = samples.redemption(of: activation)
            #expect(try await store.redeem(redemption) == .redeemed)
            clock.advance(by: Self.day * 300)
            _ = try await store.revoke(samples.revocation(of: activation))
            try await prune(store, clock)
            #expect(try await store.activation(activation.id)?.state == .revoked)
            clock.advance(by: Self.day * 91)
            try await prune(store, clock)
            #expect(try await store.activation(activation.id) == nil)
            #expect(try await store.digitalKey(redemption.key.id) == nil)
        }
    }

    @Test("a code goes a day after its issuance, one that is still pending does not", arguments: StoreUnderTest.all)
    func codes(_ driver: StoreUnderTest) async throws {
        try await driver.run { store, clock in
            let samples = Samples(clock)
            let (mail, resent) = (samples.entry(), samples.entry())
            let (over, pending) = (samples.challenge(mail: mail), samples.challenge(mail: resent))
            for (challenge, mail) in [(over, mail), (pending, resent)] {
                _ = try await store.issue(challenge, mail: mail, terms: samples.terms())
            }
            #expect(try await store.cancel(over.id, now: clock.now))
            let prolonged = ChallengeMail(challenge: pending.id, code: [1], expires: clock.now + Self.day + .seconds(60))
            #expect(try await store.resend(prolonged, mail: samples.entry(), terms: samples.terms()) == .committed)
            clock.advance(by: Self.day)
            try await prune(store, clock)
            #expect(try await store.challenge(over.id) != nil)
            clock.advance(by: .milliseconds(1))
            try await prune(store, clock)
            #expect(try await store.challenge(over.id) == nil)
            #expect(try await store.challenge(pending.id)?.state == .pending)
            clock.advance(by: .seconds(60))
            for _ in 0..<2 { try await prune(store, clock) }
            #expect(try await store.challenge(pending.id) == nil, "expired, then deleted")
        }
    }

    @Test("old entries of the audit log leave a checkpoint, from which the rest is proved", arguments: StoreUnderTest.all)
    func audit(_ driver: StoreUnderTest) async throws {
        try await driver.run { store, clock in
            for name in ["a", "b", "c"] { try await store.setPaused(true, .relay(name), now: clock.now) }
            let old = try await store.auditEnd()
            clock.advance(by: Self.day * 3_650 + .milliseconds(1))
            for name in ["d", "e"] { try await store.setPaused(true, .relay(name), now: clock.now) }
            try await prune(store, clock, limit: 2)
            #expect(try await store.auditEntries(after: .min, limit: 10).map(\.number) == [4, 5])
            let checkpoint = try #require(try await store.auditCheckpoint())
            #expect(checkpoint == AuditCheckpoint(end: old, proof: AuditChain.sample.checkpointProof(old)))
            var verifier = AuditVerifier(chain: .sample, checkpoint: checkpoint, reached: [old, try await store.auditEnd()])
            verifier.take(try await store.auditEntries(after: .min, limit: 10))
            verifier.finish()
            #expect(verifier.finding == nil && verifier.first == 4)
            clock.advance(by: Self.day * 3_651)
            try await prune(store, clock)
            // All are gone; the deletions of the first run are the last entry, and the log goes on behind it.
            let entries = try await store.auditEntries(after: .min, limit: 10)
            #expect(entries.map(\.action) == ["retention_applied"] && entries.map(\.number) == [6])
            #expect(entries.map(\.details) == ["audit=3"])
            #expect(try await store.auditCheckpoint()?.end.number == 5)
            try await store.setPaused(true, .relay("f"), now: clock.now)
            #expect(try await store.auditEnd().number == 7)
        }
    }

    @Test("a person's name goes 400 days after the last role, in parts", arguments: StoreUnderTest.all)
    func names(_ driver: StoreUnderTest) async throws {
        try await driver.run { store, clock in
            let samples = Samples(clock)
            let (ended, withdrawn, holder, future) = (samples.person(address: [1]), samples.person(), samples.person(), samples.person())
            let short = samples.gift(.registrationOfficer, to: withdrawn)
            let gifts = [
                samples.gift(.registrationOfficer, to: ended, until: Self.day), short,
                samples.gift(.registrationOfficer, to: holder, until: Self.day), samples.gift(.auditor, to: holder),
                samples.gift(.registrationOfficer, to: future, from: Self.day * 500),
            ]
            for gift in gifts { #expect(try await store.give(gift, renaming: true, terms: samples.terms()) == .committed) }
            clock.advance(by: Self.day)
            #expect(try await store.withdraw(short.grant.id, by: samples.actor, now: clock.now))
            clock.advance(by: Self.day * 400)
            try await prune(store, clock, limit: 1)
            for person in [ended, withdrawn, holder, future] { #expect(try await store.person(person.id) == person) }
            clock.advance(by: .milliseconds(1))
            #expect(try await store.prune(Retention().edges(at: clock.now), now: clock.now, limit: 1) == 1)
            try await prune(store, clock, limit: 1)
            for person in [ended, withdrawn] {
                let nameless = try #require(try await store.person(person.id))
                #expect(nameless.sealedName.isEmpty && nameless.address.isEmpty)
            }
            for person in [holder, future] { #expect(try await store.person(person.id) == person) }
            #expect(try await store.grant(short.grant.id) != nil)
            clock.advance(by: Self.day)
            try await prune(store, clock)
            let applied = try await store.auditPage(AuditFilter(action: .retentionApplied), before: nil, limit: 10).entries
            #expect(applied.map(\.details) == ["names=2"])
        }
    }

    @Test("a clock that ran ahead for a moment does not silence the deletions after it", arguments: StoreUnderTest.all)
    func clockAhead(_ driver: StoreUnderTest) async throws {
        try await driver.run { store, clock in
            let samples = Samples(clock)
            clock.jump(to: Instant(seconds: 1_795_392_000))
            _ = try await issued(store, samples)
            clock.advance(by: Self.day * 91)
            let now = clock.now
            clock.advance(by: Self.day * 365)
            try await prune(store, clock, limit: 1)
            clock.jump(to: now)
            try await prune(store, clock, limit: 1)
            let applied = try await store.auditPage(AuditFilter(action: .retentionApplied), before: nil, limit: 10).entries
            #expect(applied.map(\.details) == ["activations=1"])
        }
    }

    @Test("the deletions of a day are one entry of the audit log, written after it", arguments: StoreUnderTest.all)
    func counts(_ driver: StoreUnderTest) async throws {
        try await driver.run { store, clock in
            let samples = Samples(clock)
            clock.jump(to: Instant(seconds: 1_795_392_000))
            let entries = (0..<3).map { _ in samples.entry() }
            try await store.enqueue(entries)
            for entry in entries { _ = try await store.cancel(entry.id, reason: .cancelledByOperator, now: clock.now) }
            _ = try await issued(store, samples)
            func applied() async throws -> [String] {
                try await store.auditPage(AuditFilter(action: .retentionApplied), before: nil, limit: 10).entries.map(\.details)
            }
            clock.advance(by: Self.day * 90 + .seconds(60))
            try await prune(store, clock, limit: 1)
            clock.advance(by: Self.day * 310)
            for _ in 0..<3 { try await prune(store, clock, limit: 1) }
            #expect(try await applied() == ["activations=1"])
            clock.advance(by: Self.day)
            for _ in 0..<3 { try await prune(store, clock, limit: 1) }
            #expect(try await applied() == ["history=3", "activations=1"])
            clock.advance(by: Self.day)
            try await prune(store, clock)
            #expect(try await applied().count == 2)
        }
    }
}
