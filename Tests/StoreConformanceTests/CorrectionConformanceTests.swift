import Issuance
import Mail
import Queue
import TestKit
import Testing

@Suite("Issuance: correcting addresses")
struct CorrectionConformanceTests {
    private func issued(_ store: any StoreUnderTest.Store, _ samples: Samples) async throws -> Activation {
        let mail = samples.entry(KindTable.activationLink)
        let activation = samples.activation(mail: mail)
        #expect(try await store.issue(activation, mail: mail, terms: samples.terms()) == .committed)
        return activation
    }

    private func correction(
        _ activation: ActivationID, _ target: AddressCorrection.Target, former: [UInt8], _ samples: Samples
    ) -> AddressCorrection {
        AddressCorrection(
            activation: activation, target: target, former: former, sealedAddress: samples.random.bytes(60),
            address: samples.random.bytes(32), confirmedWarnings: ["address_mistyped"])
    }

    private func link(_ activation: Activation, _ samples: Samples) -> (ActivationMail, QueueEntry) {
        let mail = ActivationMail(
            activation: activation.id, token: samples.random.bytes(32), expires: samples.clock.now + .seconds(86_400))
        return (mail, samples.entry(KindTable.activationLink))
    }

    private func notice(_ samples: Samples) -> QueueEntry { samples.entry(KindTable.addressChanged) }

    @Test("a pending activation gets the address with a link of its own, and the former address a notice", arguments: StoreUnderTest.all)
    func pending(_ driver: StoreUnderTest) async throws {
        try await driver.run { store, clock in
            let samples = Samples(clock)
            let activation = try await issued(store, samples)
            clock.advance(by: .seconds(60))
            let ((replacement, mail), notice) = (link(activation, samples), notice(samples))
            let correction = correction(
                activation.id, .link(replacement, mail), former: activation.sealedAddress, samples)
            let record = samples.record(key: [1])
            #expect(try await store.correct(correction, notice: notice, terms: samples.terms(record)) == .committed)
            #expect(try await store.correct(correction, notice: notice, terms: samples.terms(record)) == .replayed(record))
            let stored = try #require(try await store.activation(activation.id))
            #expect(stored.sealedAddress == correction.sealedAddress && stored.address == correction.address)
            #expect(stored.token == replacement.token && stored.expires == replacement.expires && stored.message == mail.id)
            #expect(stored.code == activation.code && stored.codeExpires == activation.codeExpires)
            #expect(stored.corrected == clock.now && stored.evidence.confirmedWarnings == ["address_mistyped"])
            #expect(try await store.message(activation.message)?.supersededBy == mail.id)
            #expect(try await store.message(mail.id)?.state == .queued)
            #expect(try await store.message(notice.id)?.state == .queued)
            #expect(try await store.activation(token: activation.token) == nil)
            let entries = try await store.auditEntries(after: 0, limit: 100)
            #expect(entries.count { $0.action == "activation_corrected" && $0.object == activation.id.description } == 1)
        }
    }

    @Test("a key gets the address, and the codes that are pending for it end", arguments: StoreUnderTest.all)
    func redeemed(_ driver: StoreUnderTest) async throws {
        try await driver.run { store, clock in
            let samples = Samples(clock)
            let activation = try await issued(store, samples)
            let redemption = samples.redemption(of: activation)
            let key = redemption.key
            #expect(try await store.redeem(redemption) == .redeemed)
            func code(for address: [UInt8]) async throws -> (CodeChallenge, IssueResult) {
                let mail = samples.entry()
                let challenge = samples.challenge(mail: mail, key: key.id)
                return (challenge, try await store.issue(challenge, mail: mail, terms: samples.terms(address: address)))
            }
            let (pending, _) = try await code(for: key.address)
            clock.advance(by: .seconds(60))
            let correction = correction(activation.id, .key(key.id), former: key.sealedAddress, samples)
            #expect(try await store.correct(correction, notice: notice(samples), terms: samples.terms()) == .committed)
            let stored = try #require(try await store.digitalKey(key.id))
            #expect(stored.sealedAddress == correction.sealedAddress && stored.address == correction.address)
            #expect(stored.corrected == clock.now && stored.revoked == nil)
            #expect(try await store.activation(activation.id)?.corrected == clock.now)
            #expect(try await store.activation(activation.id)?.sealedAddress == [])
            #expect(try await store.challenge(pending.id)?.state == .cancelled)
            #expect(try await store.message(pending.message)?.state == .cancelled)
            // Read before the correction, committed after it: it would go to the former address.
            #expect(try await code(for: key.address).1 == .notPending)
            #expect(try await code(for: correction.address).1 == .committed)
        }
    }

    @Test("no new link goes to an address that was corrected meanwhile", arguments: StoreUnderTest.all)
    func meanwhile(_ driver: StoreUnderTest) async throws {
        try await driver.run { store, clock in
            let samples = Samples(clock)
            let activation = try await issued(store, samples)
            let (replacement, mail) = link(activation, samples)
            let correction = correction(activation.id, .link(replacement, mail), former: activation.sealedAddress, samples)
            #expect(try await store.correct(correction, notice: notice(samples), terms: samples.terms()) == .committed)
            let corrected = try #require(try await store.activation(activation.id))
            for (address, result) in [(activation.address, IssueResult.notPending), (corrected.address, .committed)] {
                let terms = samples.terms(address: address)
                let (again, resent) = link(activation, samples)
                #expect(try await store.resend(again, mail: resent, terms: terms) == result)
                #expect(try await (store.message(resent.id) != nil) == (result == .committed))
                let reissued = samples.entry(KindTable.activationLink)
                #expect(try await store.reissue(samples.pair(for: activation), mail: reissued, terms: terms) == result)
                #expect(try await (store.message(reissued.id) != nil) == (result == .committed))
            }
        }
    }

    @Test("a correction of what does not stand any more changes nothing and mails nothing", arguments: StoreUnderTest.all)
    func outdated(_ driver: StoreUnderTest) async throws {
        try await driver.run { store, clock in
            let samples = Samples(clock)
            let activation = try await issued(store, samples)
            func refused(_ target: AddressCorrection.Target, former: [UInt8]) async throws {
                let before = try await store.activation(activation.id)
                let notice = notice(samples)
                let correction = correction(activation.id, target, former: former, samples)
                #expect(try await store.correct(correction, notice: notice, terms: samples.terms()) == .notPending)
                #expect(try await store.activation(activation.id) == before)
                #expect(try await store.message(notice.id) == nil)
            }
            func anotherLink() -> AddressCorrection.Target {
                let (replacement, mail) = link(activation, samples)
                return .link(replacement, mail)
            }
            // Another correction came first.
            try await refused(anotherLink(), former: [1])
            let redemption = samples.redemption(of: activation)
            try await refused(.key(redemption.key.id), former: redemption.key.sealedAddress)
            #expect(try await store.redeem(redemption) == .redeemed)
            try await refused(anotherLink(), former: activation.sealedAddress)
            try await refused(.key(redemption.key.id), former: [1])
            try await refused(.key(DigitalKeyID(high: 1, low: 1)), former: redemption.key.sealedAddress)
            #expect(try await store.revoke(samples.revocation(of: activation)) == .revoked(redemption.key.id))
            try await refused(.key(redemption.key.id), former: redemption.key.sealedAddress)
        }
    }
}
