import Issuance
import Mail
import Queue
import TestKit
import Testing

@Suite("Issuance: results for fronts")
struct ResultConformanceTests {
    private static let digest = [UInt8](repeating: 5, count: 32)

    /// An activation with a way back, redeemed on the page.
    private func redeemed(_ store: any StoreUnderTest.Store, _ samples: Samples) async throws -> (Activation, Redemption) {
        let mail = samples.entry(KindTable.activationLink)
        let activation = samples.activation(mail: mail, returnTo: "https://front.example.be/back")
        #expect(try await store.issue(activation, mail: mail, terms: samples.terms()) == .committed)
        #expect(try await store.activation(activation.id)?.returnTo == activation.returnTo)
        let kept = KeptResult(digest: Self.digest, expires: samples.clock.now + ResultToken.life)
        let redemption = samples.redemption(of: activation, result: kept)
        #expect(try await store.redeem(redemption) == .redeemed)
        return (activation, redemption)
    }

    private func take(
        _ store: any StoreUnderTest.Store, _ clock: ManualClock, reach: Reach = .everywhere, digest: [UInt8] = Self.digest
    ) async throws -> RedeemedActivation? {
        try await store.take(ResultTaking(digest: digest, reach: reach, now: clock.now))
    }

    @Test("it tells what was redeemed, once", arguments: StoreUnderTest.all)
    func once(_ driver: StoreUnderTest) async throws {
        try await driver.run { store, clock in
            let samples = Samples(clock)
            let (activation, redemption) = try await redeemed(store, samples)
            #expect(try await store.activation(activation.id)?.returnTo == nil)
            #expect(try await take(store, clock, digest: [UInt8](repeating: 6, count: 32)) == nil)
            #expect(try await take(store, clock, reach: .municipalities(["11002"])) == nil)
            let taken = try #require(try await take(store, clock, reach: .municipalities([activation.municipality])))
            #expect(taken.activationID == activation.id && taken.keyID == redemption.key.id)
            #expect(taken.assurance == activation.assurance && taken.citizenLanguage == activation.language)
            #expect(try await take(store, clock) == nil)
        }
    }

    @Test("it ends with its time, and is pruned", arguments: StoreUnderTest.all)
    func ends(_ driver: StoreUnderTest) async throws {
        try await driver.run { store, clock in
            _ = try await redeemed(store, Samples(clock))
            let edges = RetentionEdges(history: .distantPast, activations: .distantPast, codes: .distantPast, audit: .distantPast)
            clock.advance(by: .seconds(599))
            #expect(try await store.prune(edges, now: clock.now, limit: 10) == 0)
            clock.advance(by: .seconds(1))
            #expect(try await take(store, clock) == nil)
            #expect(try await store.prune(edges, now: clock.now, limit: 10) == 1)
        }
    }

    @Test("it ends with the activation that is revoked, and with the citizen who is erased", arguments: StoreUnderTest.all, [true, false])
    func ended(_ driver: StoreUnderTest, erased: Bool) async throws {
        try await driver.run { store, clock in
            let samples = Samples(clock)
            let (activation, redemption) = try await redeemed(store, samples)
            if erased {
                let erasure = CitizenErasure(
                    citizen: activation.citizen, challenges: [], mails: [redemption.notice.id], limitSubjects: [])
                _ = try await store.erase(erasure, by: samples.actor, now: clock.now)
            } else {
                #expect(try await store.revoke(samples.revocation(of: activation)) == .revoked(redemption.key.id))
            }
            #expect(try await take(store, clock) == nil)
        }
    }

    @Test("of two hundred who ask at one time one learns of it", arguments: StoreUnderTest.all)
    func concurrent(_ driver: StoreUnderTest) async throws {
        try await driver.run { store, clock in
            _ = try await redeemed(store, Samples(clock))
            let taking = ResultTaking(digest: Self.digest, reach: .everywhere, now: clock.now)
            let taken = try await withThrowingTaskGroup(of: Bool.self) { group in
                for _ in 0..<200 { group.addTask { try await store.take(taking) != nil } }
                return try await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
            }
            #expect(taken == 1)
        }
    }

    @Test("an activation that ends otherwise keeps no way back", arguments: StoreUnderTest.all)
    func wiped(_ driver: StoreUnderTest) async throws {
        try await driver.run { store, clock in
            let samples = Samples(clock)
            let mail = samples.entry(KindTable.activationLink)
            let activation = samples.activation(mail: mail, returnTo: "https://front.example.be/back")
            _ = try await store.issue(activation, mail: mail, terms: samples.terms())
            #expect(try await store.revoke(samples.revocation(of: activation)) == .revoked(nil))
            #expect(try await store.activation(activation.id)?.returnTo == nil)
        }
    }
}
