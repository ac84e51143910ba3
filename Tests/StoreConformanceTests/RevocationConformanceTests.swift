import Issuance
import Mail
import Queue
import TestKit
import Testing

@Suite("Issuance: revoking and reissuing")
struct RevocationConformanceTests {
    private func issued(_ store: any StoreUnderTest.Store, _ samples: Samples) async throws -> Activation {
        let mail = samples.entry(KindTable.activationLink)
        let activation = samples.activation(mail: mail)
        #expect(try await store.issue(activation, mail: mail, terms: samples.terms()) == .committed)
        return activation
    }

    /// A redeemed activation and its key.
    private func redeemed(_ store: any StoreUnderTest.Store, _ samples: Samples) async throws -> (Activation, DigitalKey) {
        let activation = try await issued(store, samples)
        let redemption = samples.redemption(of: activation)
        #expect(try await store.redeem(redemption) == .redeemed)
        return (activation, redemption.key)
    }

    private func acts(_ store: any StoreUnderTest.Store) async throws -> [String] {
        try await store.auditEntries(after: 0, limit: 100).map { "\($0.action) \($0.object) \($0.details)" }
    }

    @Test("a pending activation ends with its mail, once", arguments: StoreUnderTest.all)
    func pending(_ driver: StoreUnderTest) async throws {
        try await driver.run { store, clock in
            let samples = Samples(clock)
            let activation = try await issued(store, samples)
            #expect(try await store.revoke(samples.revocation(of: activation)) == .revoked(nil))
            let stored = try #require(try await store.activation(activation.id))
            #expect(stored.state == .revoked && stored.sealedAddress.isEmpty && stored.address.isEmpty)
            #expect(try await store.message(activation.message)?.state == .cancelled)
            #expect(try await store.message(activation.message)?.reason == .cancelledByCaller)
            #expect(try await store.redeem(samples.redemption(of: activation)) == .invalid)
            #expect(try await store.revoke(samples.revocation(of: activation)) == .ended(.revoked))
            #expect(try await acts(store).last == "activation_revoked \(activation.id) ")
            #expect(try await acts(store).count { $0.hasPrefix("activation_revoked") } == 1)
        }
    }

    @Test("of a redeemed activation the key ends, and the codes that are pending for it", arguments: StoreUnderTest.all)
    func redeemed(_ driver: StoreUnderTest) async throws {
        try await driver.run { store, clock in
            let samples = Samples(clock)
            let (activation, key) = try await redeemed(store, samples)
            let (_, other) = try await redeemed(store, samples)
            func code(for key: DigitalKey) async throws -> (CodeChallenge, IssueResult) {
                let mail = samples.entry()
                let challenge = samples.challenge(mail: mail, key: key.id)
                return (challenge, try await store.issue(challenge, mail: mail, terms: samples.terms(address: key.address)))
            }
            let (own, others) = (try await code(for: key), try await code(for: other))
            #expect(own.1 == .committed && others.1 == .committed)
            #expect(try await store.revoke(samples.revocation(of: activation)) == .revoked(key.id))
            #expect(try await acts(store).last == "activation_revoked \(activation.id) \(key.id)")
            let ended = try #require(try await store.digitalKey(key.id))
            #expect(ended.revoked == clock.now && ended.sealedAddress.isEmpty && ended.address.isEmpty)
            #expect(try await store.activation(activation.id)?.state == .revoked)
            #expect(try await store.challenge(own.0.id)?.state == .cancelled)
            #expect(try await store.message(own.0.message)?.state == .cancelled)
            #expect(try await store.verify(samples.attempt(at: own.0)) == .invalid)
            // Asked for before the end, committed after it.
            #expect(try await code(for: key).1 == .notPending)
            #expect(try await store.digitalKey(other.id) == other)
            #expect(try await code(for: other).1 == .committed)
            #expect(try await store.verify(samples.attempt(at: others.0)) == .verified(other.id))
        }
    }

    @Test("what has ended is not revoked", arguments: StoreUnderTest.all)
    func ended(_ driver: StoreUnderTest) async throws {
        try await driver.run { store, clock in
            let samples = Samples(clock)
            let (locked, over) = (try await issued(store, samples), try await issued(store, samples))
            for _ in 0..<TryLimits.perCode { _ = try await store.redeem(samples.redemption(of: locked, code: [0])) }
            #expect(try await store.revoke(samples.revocation(of: locked)) == .ended(.locked))
            #expect(try await store.revoke(samples.revocation(of: samples.activation(mail: samples.entry()))) == .notFound)
            // The link is over, the paper is not: a newer link could still be sent.
            clock.advance(by: .seconds(86_400))
            let late = try await issued(store, samples)
            clock.advance(by: .seconds(86_400))
            #expect(try await store.revoke(samples.revocation(of: late)) == .revoked(nil))
            clock.advance(by: .seconds(7 * 86_400))
            #expect(try await store.revoke(samples.revocation(of: over)) == .ended(.expired))
            _ = try await store.prune(historyBefore: .distantPast, now: clock.now, limit: 100)
            #expect(try await store.revoke(samples.revocation(of: over)) == .ended(.expired))
        }
    }

    @Test("of a redemption and a revocation at one time nothing of the activation is left", arguments: StoreUnderTest.all)
    func concurrent(_ driver: StoreUnderTest) async throws {
        try await driver.run { store, clock in
            let samples = Samples(clock)
            for _ in 0..<20 {
                let activation = try await issued(store, samples)
                let redemption = samples.redemption(of: activation)
                let revocation = samples.revocation(of: activation)
                async let redeemed = store.redeem(redemption)
                async let revoked = store.revoke(revocation)
                let (first, second) = (try await redeemed, try await revoked)
                #expect(second == .revoked(first == .redeemed ? redemption.key.id : nil))
                #expect(try await store.activation(activation.id)?.state == .revoked)
                let key = try await store.digitalKey(redemption.key.id)
                #expect((key == nil) == (first == .invalid) && key?.revoked != .some(nil))
            }
        }
    }

    @Test("a new pair makes the former void and supersedes its mail", arguments: StoreUnderTest.all)
    func reissue(_ driver: StoreUnderTest) async throws {
        try await driver.run { store, clock in
            let samples = Samples(clock)
            let activation = try await issued(store, samples)
            clock.advance(by: .seconds(60))
            let (pair, mail) = (samples.pair(for: activation), samples.entry(KindTable.activationLink))
            let record = samples.record(key: [1])
            #expect(try await store.reissue(pair, mail: mail, terms: samples.terms(record)) == .committed)
            #expect(try await store.reissue(pair, mail: mail, terms: samples.terms(record)) == .replayed(record))
            #expect(try await store.message(activation.message)?.supersededBy == mail.id)
            #expect(try await store.activation(token: activation.token) == nil)
            let stored = try #require(try await store.activation(activation.id))
            #expect(stored.token == pair.token && stored.code == pair.code && stored.reference == pair.reference)
            #expect(stored.expires == pair.expires && stored.codeExpires == pair.codeExpires && stored.message == mail.id)
            #expect(stored.state == .pending && stored.issued == activation.issued)
            // Neither half of the former pair helps.
            #expect(try await store.redeem(samples.redemption(of: activation)) == .invalid)
            #expect(try await store.redeem(redemption(pair, activation, samples, code: activation.code)) == .invalid)
            #expect(try await store.redeem(redemption(pair, activation, samples)) == .redeemed)
            let (late, other) = (samples.pair(for: activation), samples.entry(KindTable.activationLink))
            #expect(try await store.reissue(late, mail: other, terms: samples.terms()) == .notPending)
            #expect(try await store.message(other.id) == nil)
            #expect(try await acts(store).count { $0 == "activation_reissued \(activation.id) " } == 1)
        }
    }

    @Test("wrong tries of all pairs count together, and fifteen end the activation", arguments: StoreUnderTest.all)
    func tries(_ driver: StoreUnderTest) async throws {
        try await driver.run { store, clock in
            let samples = Samples(clock)
            let activation = try await issued(store, samples)
            var pair = samples.pair(for: activation)
            #expect(
                try await store.reissue(pair, mail: samples.entry(KindTable.activationLink), terms: samples.terms()) == .committed)
            var wrong = 0
            while wrong < TryLimits.total {
                for _ in 0..<min(TryLimits.perCode - 1, TryLimits.total - wrong) {
                    #expect(try await store.redeem(redemption(pair, activation, samples, code: [0])) == .invalid)
                    wrong += 1
                    #expect(try await store.activation(activation.id)?.triesTotal == wrong)
                }
                let next = samples.pair(for: activation)
                let mail = samples.entry(KindTable.activationLink)
                let result = try await store.reissue(next, mail: mail, terms: samples.terms())
                #expect(result == (wrong < TryLimits.total ? .committed : .notPending))
                if result == .committed { pair = next }
            }
            #expect(try await store.activation(activation.id)?.state == .locked)
            #expect(try await store.redeem(redemption(pair, activation, samples)) == .invalid)
        }
    }

    @Test("a limit that is reached leaves the former pair as it is", arguments: StoreUnderTest.all)
    func limited(_ driver: StoreUnderTest) async throws {
        try await driver.run { store, clock in
            let samples = Samples(clock)
            let activation = try await issued(store, samples)
            let charge = LimitCharge(limit: LimitCharge.recipientHour, subject: [1], window: .hour, maximum: 1)
            let terms = samples.terms(nil, [charge])
            let first = samples.pair(for: activation)
            #expect(try await store.reissue(first, mail: samples.entry(KindTable.activationLink), terms: terms) == .committed)
            let second = try await store.reissue(
                samples.pair(for: activation), mail: samples.entry(KindTable.activationLink), terms: terms)
            guard case .limited(LimitCharge.recipientHour, _) = second else {
                Issue.record("not limited: \(second)")
                return
            }
            #expect(try await store.redeem(redemption(first, activation, samples)) == .redeemed)
        }
    }

    private func redemption(
        _ pair: ActivationPair, _ activation: Activation, _ samples: Samples, code: [UInt8]? = nil
    ) -> Redemption {
        Redemption(
            token: pair.token, code: code ?? pair.code, now: samples.clock.now, key: samples.key(for: activation),
            notice: samples.entry(KindTable.keyActivated), actor: samples.actor)
    }
}
