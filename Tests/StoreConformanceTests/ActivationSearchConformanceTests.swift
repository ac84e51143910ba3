import Issuance
import Mail
import Queue
import TestKit
import Testing

@Suite("Issuance: finding activations")
struct ActivationSearchConformanceTests {
    /// Commits an activation a second after the one before.
    @discardableResult
    private func issue(
        _ store: any StoreUnderTest.Store, _ samples: Samples, municipality: String = "44021", case: Activation.Case = .noEID,
        expires: Duration = .seconds(86_400)
    ) async throws -> Activation {
        samples.clock.advance(by: .seconds(1))
        let mail = samples.entry(KindTable.activationLink)
        let activation = samples.activation(mail: mail, expires: expires, municipality: municipality, case: `case`)
        #expect(try await store.issue(activation, mail: mail, terms: samples.terms()) == .committed)
        return activation
    }

    @Test("what an activation rests on is read back", arguments: StoreUnderTest.all)
    func evidence(_ driver: StoreUnderTest) async throws {
        try await driver.run { store, clock in
            let samples = Samples(clock)
            let principals: [Principal?] = [.apiKey(APIKeyID(high: 1, low: 2)), .person(PersonID(high: 1, low: 2)), nil]
            for principal in principals {
                let mail = samples.entry(KindTable.activationLink)
                let evidence = ActivationEvidence(
                    bisRegisteredOn: "2026-11-02", confirmedWarnings: ["address_mistyped", "other"], issuedBy: principal)
                let activation = samples.activation(mail: mail, evidence: evidence)
                #expect(try await store.issue(activation, mail: mail, terms: samples.terms()) == .committed)
                let read = try #require(try await store.activation(activation.id))
                #expect(read == activation && read.evidence == evidence && !read.address.isEmpty)
            }
        }
    }

    @Test("a list is newest first, and its pages follow one another", arguments: StoreUnderTest.all)
    func pages(_ driver: StoreUnderTest) async throws {
        try await driver.run { store, clock in
            let samples = Samples(clock)
            var issued: [ActivationID] = []
            for number in 0..<7 { issued.append(try await issue(store, samples, municipality: number % 2 == 0 ? "44021" : "11002").id) }
            #expect(try await ids(store, ActivationFilter(), page: 3, clock) == issued.reversed())
            let both = ActivationFilter(municipalities: ["44021", "11002"])
            #expect(try await ids(store, both, page: 2, clock) == issued.reversed())
            #expect(try await ids(store, ActivationFilter(municipalities: ["11002"]), page: 2, clock) == [issued[5], issued[3], issued[1]])
            #expect(try await ids(store, ActivationFilter(municipalities: ["62063"]), page: 2, clock).isEmpty)
            #expect(try await ids(store, ActivationFilter(municipalities: []), page: 2, clock).isEmpty)
        }
    }

    @Test("a list is narrowed by case and by the state as it is now", arguments: StoreUnderTest.all)
    func filters(_ driver: StoreUnderTest) async throws {
        try await driver.run { store, clock in
            let samples = Samples(clock)
            let short = try await issue(store, samples, expires: .seconds(60))
            let redeemed = try await issue(store, samples, case: .noNumber)
            #expect(try await store.redeem(samples.redemption(of: redeemed)) == .redeemed)
            let pending = try await issue(store, samples)
            func listed(_ filter: ActivationFilter) async throws -> [ActivationID] { try await ids(store, filter, page: 5, clock) }
            #expect(try await listed(ActivationFilter(state: .pending)) == [pending.id, short.id])
            clock.advance(by: .seconds(60))
            #expect(try await store.activation(short.id)?.state == .pending)
            #expect(try await listed(ActivationFilter(state: .pending)) == [pending.id])
            #expect(try await listed(ActivationFilter(state: .expired)) == [short.id])
            #expect(try await listed(ActivationFilter(state: .redeemed)) == [redeemed.id])
            #expect(try await listed(ActivationFilter(state: .locked)).isEmpty)
            #expect(try await listed(ActivationFilter(case: .noNumber)) == [redeemed.id])
            #expect(try await listed(ActivationFilter(state: .pending, case: .noNumber)).isEmpty)
            #expect(try await listed(ActivationFilter(state: .pending, municipalities: ["11002"])).isEmpty)
        }
    }

    @Test("a list tells how the newest mail stands", arguments: StoreUnderTest.all)
    func messageStates(_ driver: StoreUnderTest) async throws {
        try await driver.run { store, clock in
            let samples = Samples(clock)
            let activation = try await issue(store, samples)
            func state() async throws -> [QueueState?] {
                try await store.activations(ActivationFilter(), after: nil, limit: 1, now: clock.now).items.map(\.messageState)
            }
            #expect(try await state() == [.queued])
            #expect(
                try await store.cancel(activation.message, reason: .cancelledByOperator, by: samples.actor, now: clock.now) == .cancelled)
            #expect(try await state() == [.cancelled])
            clock.advance(by: .seconds(1))
            #expect(try await store.prune(historyBefore: clock.now, now: clock.now, limit: 100) == 1)
            #expect(try await state() == [nil])
        }
    }

    @Test("an address serves another while he may redeem or has a key in force", arguments: StoreUnderTest.all)
    func anotherCitizen(_ driver: StoreUnderTest) async throws {
        try await driver.run { store, clock in
            let samples = Samples(clock)
            let (citizen, stranger, address) = (samples.random.bytes(32), samples.random.bytes(32), samples.random.bytes(32))
            func serves(_ asked: [UInt8] = stranger) async throws -> Bool {
                try await store.standing(of: asked, address: address, in: "11002", now: clock.now).isAddressOfAnother
            }
            func issue() async throws -> Activation {
                let mail = samples.entry(KindTable.activationLink)
                let activation = samples.activation(mail: mail, citizen: citizen, address: address)
                #expect(try await store.issue(activation, mail: mail, terms: samples.terms()) == .committed)
                return activation
            }
            #expect(try await !serves())
            let first = try await issue()
            #expect(try await serves())
            #expect(try await !serves(citizen))
            #expect(try await store.redeem(samples.redemption(of: first)) == .redeemed)
            #expect(try await serves())
            #expect(try await !serves(citizen))
            #expect(try await store.revoke(samples.revocation(of: first)) != .notFound)
            #expect(try await !serves())
            _ = try await issue()
            clock.advance(by: .seconds(7 * 86_400))
            #expect(try await !serves())
        }
    }

    @Test("a citizen's pending activation is found in its municipality while it may be redeemed", arguments: StoreUnderTest.all)
    func pendingOfCitizen(_ driver: StoreUnderTest) async throws {
        try await driver.run { store, clock in
            let samples = Samples(clock)
            let citizen = samples.random.bytes(32)
            func pending(in municipality: String = "44021") async throws -> ActivationID? {
                try await store.standing(of: citizen, address: [1], in: municipality, now: clock.now).pending
            }
            func issue() async throws -> Activation {
                clock.advance(by: .seconds(1))
                let mail = samples.entry(KindTable.activationLink)
                let activation = samples.activation(mail: mail, citizen: citizen)
                #expect(try await store.issue(activation, mail: mail, terms: samples.terms()) == .committed)
                return activation
            }
            #expect(try await pending() == nil)
            let (first, second) = (try await issue(), try await issue())
            #expect(try await pending() == second.id)
            #expect(try await pending(in: "11002") == nil)
            #expect(try await store.redeem(samples.redemption(of: second)) == .redeemed)
            #expect(try await pending() == first.id)
            clock.advance(by: .seconds(7 * 86_400))
            #expect(try await pending() == nil)
        }
    }

    /// All identifiers of a list, page by page; each page but the last is full.
    private func ids(
        _ store: any StoreUnderTest.Store, _ filter: ActivationFilter, page limit: Int, _ clock: ManualClock
    ) async throws -> [ActivationID] {
        var found: [ActivationID] = []
        var after: ActivationID?
        repeat {
            let page = try await store.activations(filter, after: after, limit: limit, now: clock.now)
            #expect(page.next == nil || page.items.count == limit)
            found += page.items.map(\.activation.id)
            after = page.next
        } while after != nil
        return found
    }
}
