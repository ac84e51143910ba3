import Issuance
import Mail
import Queue
import TestKit
import Testing

@Suite("Issuance: redeeming")
struct RedeemConformanceTests {
    private func issued(
        _ store: any StoreUnderTest.Store, _ samples: Samples, expires: Duration = .seconds(86_400)
    ) async throws -> Activation {
        let mail = samples.entry(KindTable.activationLink)
        let activation = samples.activation(mail: mail, expires: expires)
        #expect(try await store.issue(activation, mail: mail, terms: samples.terms()) == .committed)
        return activation
    }

    @Test("both halves make a key and a notice, once", arguments: StoreUnderTest.all)
    func redeem(_ driver: StoreUnderTest) async throws {
        try await driver.run { store, clock in
            let samples = Samples(clock)
            let activation = try await issued(store, samples)
            let redemption = samples.redemption(of: activation)
            #expect(try await store.redeem(redemption) == .redeemed)
            #expect(try await store.redeem(samples.redemption(of: activation)) == .invalid)
            #expect(try await store.digitalKey(redemption.key.id) == redemption.key)
            #expect(try await store.message(redemption.notice.id)?.state == .queued)
            let stored = try #require(try await store.activation(activation.id))
            #expect(stored.state == .redeemed)
            #expect(stored.key == redemption.key.id)
            #expect(stored.sealedAddress.isEmpty)
        }
    }

    @Test("of two hundred concurrent redemptions one wins", arguments: StoreUnderTest.all)
    func concurrent(_ driver: StoreUnderTest) async throws {
        try await driver.run { store, clock in
            let samples = Samples(clock)
            let activation = try await issued(store, samples)
            let redemptions = (0..<200).map { _ in samples.redemption(of: activation) }
            let results = try await withThrowingTaskGroup(of: RedeemResult.self) { group in
                for redemption in redemptions { group.addTask { try await store.redeem(redemption) } }
                return try await group.reduce(into: [RedeemResult]()) { $0.append($1) }
            }
            #expect(results.count { $0 == .redeemed } == 1)
            #expect(try await store.summary(now: clock.now, minimumLeft: [:]).lanes.map(\.queued) == [0, 1, 1])
        }
    }

    @Test("wrong codes lock the activation at the bound", arguments: StoreUnderTest.all)
    func locking(_ driver: StoreUnderTest) async throws {
        try await driver.run { store, clock in
            let samples = Samples(clock)
            let activation = try await issued(store, samples)
            for tries in 1...TryLimits.perCode {
                #expect(try await store.redeem(samples.redemption(of: activation, code: [0])) == .invalid)
                #expect(try await store.activation(activation.id)?.tries == tries)
            }
            let locked = try #require(try await store.activation(activation.id))
            #expect(locked.state == .locked)
            #expect(locked.sealedAddress.isEmpty)
            #expect(try await store.redeem(samples.redemption(of: activation)) == .invalid)
        }
    }

    @Test("an unknown token and an ended link are invalid and count nothing", arguments: StoreUnderTest.all)
    func invalid(_ driver: StoreUnderTest) async throws {
        try await driver.run { store, clock in
            let samples = Samples(clock)
            let activation = try await issued(store, samples, expires: .seconds(60))
            let stranger = samples.activation(mail: samples.entry())
            #expect(try await store.redeem(samples.redemption(of: stranger)) == .invalid)
            clock.advance(by: .seconds(60))
            #expect(try await store.redeem(samples.redemption(of: activation, code: [0])) == .invalid)
            #expect(try await store.redeem(samples.redemption(of: activation)) == .invalid)
            #expect(try await store.activation(activation.id)?.triesTotal == 0)
            #expect(try await store.activation(activation.id)?.state == .pending)
        }
    }

    @Test("a new link replaces the old one, cancels its mail, and gives the code no new tries", arguments: StoreUnderTest.all)
    func resend(_ driver: StoreUnderTest) async throws {
        try await driver.run { store, clock in
            let samples = Samples(clock)
            let activation = try await issued(store, samples)
            var token = activation.token
            var former = activation.message
            func guess() async throws {
                let wrong = Redemption(
                    token: token, code: [0], now: clock.now, key: samples.key(for: activation), notice: samples.entry(),
                    actor: samples.actor)
                #expect(try await store.redeem(wrong) == .invalid)
            }
            for _ in 1..<TryLimits.perCode {
                try await guess()
                let mail = samples.entry(KindTable.activationLink)
                let next = ActivationMail(
                    activation: activation.id, token: samples.random.bytes(32), expires: clock.now + .seconds(86_400))
                #expect(try await store.resend(next, mail: mail, terms: samples.terms()) == .committed)
                #expect(try await store.message(former)?.supersededBy == mail.id)
                #expect(try await store.activation(token: token) == nil)
                (token, former) = (next.token, mail.id)
            }
            let stored = try #require(try await store.activation(activation.id))
            #expect(stored.tries == TryLimits.perCode - 1 && stored.triesTotal == stored.tries && stored.state == .pending)
            try await guess()
            #expect(try await store.activation(activation.id)?.state == .locked)
            let mail = samples.entry(KindTable.activationLink)
            let next = ActivationMail(activation: activation.id, token: [5], expires: clock.now + .seconds(60))
            #expect(try await store.resend(next, mail: mail, terms: samples.terms()) == .notPending)
        }
    }
}
