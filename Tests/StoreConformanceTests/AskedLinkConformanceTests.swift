import Issuance
import Mail
import Queue
import TestKit
import Testing

/// A new link for whoever holds one: the newest, or a former one.
@Suite("Issuance: asking for a new link")
struct AskedLinkConformanceTests {
    private func issued(_ store: any StoreUnderTest.Store, _ samples: Samples) async throws -> Activation {
        let mail = samples.entry(KindTable.activationLink)
        let activation = samples.activation(mail: mail)
        #expect(try await store.issue(activation, mail: mail, terms: samples.terms()) == .committed)
        return activation
    }

    private func asked(_ activation: Activation, with token: [UInt8], _ samples: Samples, _ charges: [LimitCharge] = []) -> AskedLink {
        AskedLink(
            token: token,
            replacement: ActivationMail(
                activation: activation.id, token: samples.random.bytes(32), expires: samples.clock.now + .seconds(3_600)),
            mail: samples.entry(KindTable.activationLink),
            terms: IssueTerms(
                now: samples.clock.now, actor: .citizen, idempotency: nil, charges: charges, address: activation.address))
    }

    @Test("the newest link is replaced, stays known with its own mail, and its mail is superseded", arguments: StoreUnderTest.all)
    func replaced(_ driver: StoreUnderTest) async throws {
        try await driver.run { store, clock in
            let samples = Samples(clock)
            let activation = try await issued(store, samples)
            let newest = try #require(try await store.link(token: activation.token))
            #expect(newest.message == activation.message && newest.expires == activation.expires && newest.mayAsk)
            let asked = asked(activation, with: activation.token, samples)
            #expect(try await store.askAgain(asked) == .committed)
            let stored = try #require(try await store.activation(activation.id))
            #expect(stored.token == asked.replacement.token && stored.message == asked.mail.id && stored.code == activation.code)
            #expect(stored.expires == asked.replacement.expires)
            #expect(try await store.message(activation.message)?.supersededBy == asked.mail.id)
            let former = try #require(try await store.link(token: activation.token))
            #expect(former == KnownLink(activation: stored, message: activation.message, expires: activation.expires, mayAsk: true))
            #expect(try await store.activation(token: activation.token) == nil)
            #expect(try await store.redeem(samples.redemption(of: activation)) == .invalid)
            let last = try #require(try await store.auditEntries(after: 0, limit: 10).last)
            #expect(last.action == "activation_resent" && last.actor == "citizen" && last.object == activation.id.description)
        }
    }

    @Test("a former link does as well, over many", arguments: StoreUnderTest.all)
    func former(_ driver: StoreUnderTest) async throws {
        try await driver.run { store, clock in
            let samples = Samples(clock)
            let activation = try await issued(store, samples)
            var tokens = [activation.token]
            for _ in 0..<3 {
                let asked = asked(activation, with: activation.token, samples)
                #expect(try await store.askAgain(asked) == .committed)
                tokens.append(asked.replacement.token)
            }
            for token in tokens { #expect(try await store.link(token: token)?.activation.id == activation.id) }
            #expect(try await store.activation(activation.id)?.token == tokens.last)
        }
    }

    @Test("nobody's token, and a link of another activation, get nothing", arguments: StoreUnderTest.all)
    func others(_ driver: StoreUnderTest) async throws {
        try await driver.run { store, clock in
            let samples = Samples(clock)
            #expect(try await store.link(token: samples.random.bytes(32)) == nil)
            let (activation, other) = (try await issued(store, samples), try await issued(store, samples))
            #expect(try await store.link(token: samples.random.bytes(32)) == nil)
            for token in [samples.random.bytes(32), other.token] {
                #expect(try await store.askAgain(asked(activation, with: token, samples)) == .notPending)
            }
            for activation in [activation, other] { #expect(try await store.activation(activation.id) == activation) }
        }
    }

    @Test("what has ended, or has another address, mails nothing", arguments: StoreUnderTest.all)
    func ended(_ driver: StoreUnderTest) async throws {
        try await driver.run { store, clock in
            let samples = Samples(clock)
            let (redeemed, revoked, locked) = (
                try await issued(store, samples), try await issued(store, samples), try await issued(store, samples)
            )
            let (moved, over) = (try await issued(store, samples), try await issued(store, samples))
            #expect(try await store.redeem(samples.redemption(of: redeemed)) == .redeemed)
            #expect(try await store.revoke(samples.revocation(of: revoked)) == .revoked(nil))
            for _ in 0..<TryLimits.perCode { _ = try await store.redeem(samples.redemption(of: locked, code: [0])) }
            let elsewhere = AskedLink(
                token: moved.token, replacement: asked(moved, with: moved.token, samples).replacement,
                mail: samples.entry(KindTable.activationLink),
                terms: IssueTerms(now: clock.now, actor: .citizen, idempotency: nil, charges: [], address: [1]))
            #expect(try await store.askAgain(elsewhere) == .notPending)
            for activation in [redeemed, revoked, locked] {
                #expect(try await store.askAgain(asked(activation, with: activation.token, samples)) == .notPending)
                #expect(try await store.link(token: activation.token)?.message == activation.message)
            }
            clock.advance(by: .seconds(7 * 86_400))
            #expect(try await store.askAgain(asked(over, with: over.token, samples)) == .notPending)
        }
    }

    @Test("a limit refuses before anything changes", arguments: StoreUnderTest.all)
    func limited(_ driver: StoreUnderTest) async throws {
        try await driver.run { store, clock in
            let samples = Samples(clock)
            let activation = try await issued(store, samples)
            let charge = LimitCharge(limit: LimitCharge.askedHour, subject: [7], window: .hour, maximum: 1)
            #expect(try await store.askAgain(asked(activation, with: activation.token, samples, [charge])) == .committed)
            let stored = try await store.activation(activation.id)
            guard case .limited(let limit, _) = try await store.askAgain(asked(activation, with: activation.token, samples, [charge]))
            else {
                Issue.record("not limited")
                return
            }
            #expect(limit == LimitCharge.askedHour)
            #expect(try await store.activation(activation.id) == stored)
        }
    }

    @Test("after another code or another address former links are known, and ask for nothing", arguments: StoreUnderTest.all)
    func before(_ driver: StoreUnderTest) async throws {
        try await driver.run { store, clock in
            let samples = Samples(clock)
            for isCorrected in [false, true] {
                let activation = try await issued(store, samples)
                let first = asked(activation, with: activation.token, samples)
                #expect(try await store.askAgain(first) == .committed)
                let change = try await change(try #require(try await store.activation(activation.id)), isCorrected, in: store, samples)
                #expect(change == .committed)
                let stored = try #require(try await store.activation(activation.id))
                for token in [activation.token, first.replacement.token] {
                    #expect(try await store.link(token: token)?.mayAsk == false)
                    #expect(try await store.askAgain(asked(stored, with: token, samples)) == .notPending)
                }
                #expect(try await store.askAgain(asked(stored, with: stored.token, samples)) == .committed)
                #expect(try await store.link(token: activation.token)?.message == activation.message)
            }
        }
    }

    private func change(
        _ activation: Activation, _ isCorrected: Bool, in store: any StoreUnderTest.Store, _ samples: Samples
    ) async throws -> IssueResult {
        let mail = samples.entry(KindTable.activationLink)
        guard isCorrected else { return try await store.reissue(samples.pair(for: activation), mail: mail, terms: samples.terms()) }
        let link = ActivationMail(
            activation: activation.id, token: samples.random.bytes(32), expires: samples.clock.now + .seconds(3_600))
        let correction = AddressCorrection(
            activation: activation.id, target: .link(link, mail), former: activation.sealedAddress, formerAddress: activation.address,
            sealedAddress: samples.random.bytes(60), address: samples.random.bytes(32), confirmedWarnings: [])
        return try await store.correct(correction, notice: samples.entry(KindTable.addressChanged), terms: samples.terms())
    }

    @Test("of two hundred who ask at once with one link, as many get a mail as a limit lets through", arguments: StoreUnderTest.all)
    func concurrent(_ driver: StoreUnderTest) async throws {
        try await driver.run { store, clock in
            let samples = Samples(clock)
            let activation = try await issued(store, samples)
            let charge = LimitCharge(limit: LimitCharge.askedHour, subject: [7], window: .hour, maximum: 3)
            let askings = (0..<200).map { _ in asked(activation, with: activation.token, samples, [charge]) }
            let results = try await withThrowingTaskGroup(of: IssueResult.self) { group in
                for asking in askings { group.addTask { try await store.askAgain(asking) } }
                return try await group.reduce(into: [IssueResult]()) { $0.append($1) }
            }
            #expect(results.count { $0 == .committed } == 3)
            // Each takes the place of the one before.
            #expect(try await store.summary(now: clock.now, minimumLeft: [:]).lanes.map(\.queued) == [0, 1, 0])
        }
    }

    @Test("former links go with their activation", arguments: StoreUnderTest.all)
    func erased(_ driver: StoreUnderTest) async throws {
        try await driver.run { store, clock in
            let samples = Samples(clock)
            let (activation, other) = (try await issued(store, samples), try await issued(store, samples))
            for activation in [activation, other] {
                #expect(try await store.askAgain(asked(activation, with: activation.token, samples)) == .committed)
            }
            let erasure = CitizenErasure(citizen: activation.citizen, challenges: [], mailboxes: [], triesSubjects: [])
            _ = try await store.erase(erasure, by: samples.actor, now: clock.now)
            #expect(try await store.link(token: activation.token) == nil)
            #expect(try await store.link(token: other.token) != nil)
        }
    }
}
