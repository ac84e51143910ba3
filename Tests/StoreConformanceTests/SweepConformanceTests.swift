import Issuance
import Mail
import Queue
import TestKit
import Testing

@Suite("Queue: expiry, pages, counts, pruning")
struct SweepConformanceTests {
    private let owner = LeaseOwner(token: 11)

    @Test("an entry expires when its kind's minimum is no longer left", arguments: StoreUnderTest.all)
    func expire(_ driver: StoreUnderTest) async throws {
        try await driver.run { store, clock in
            let samples = Samples(clock)
            let minimum = [KindTable.oneTimeCode: Duration.seconds(60)]
            let code = samples.entry(life: .seconds(100))
            let over = samples.entry(life: .seconds(30))
            let notice = samples.entry(KindTable.keyActivated, life: .seconds(100))
            let held = samples.entry(KindTable.activationLink, life: .seconds(40))
            try await store.enqueue([held])
            let lease = try #require(try await store.leaseAll(owner, now: clock.now).first)
            #expect(await store.settle(try samples.settlement(lease, .held(attempt: 1))) == .settled)
            try await store.enqueue([code, over, notice])
            clock.advance(by: .seconds(40))
            #expect(try await store.expire(now: clock.now, minimumLeft: minimum, limit: 10) == 3)
            #expect(try await store.message(code.id)?.reason == .tooLittleTimeLeft)
            #expect(try await store.message(over.id)?.reason == .lifetimeOver)
            #expect(try await store.message(held.id)?.state == .expired)
            #expect(try await store.message(notice.id)?.state == .queued)
            clock.advance(by: .seconds(60))
            #expect(try await store.expire(now: clock.now, minimumLeft: minimum, limit: 10) == 1)
            #expect(try await store.expire(now: clock.now, minimumLeft: minimum, limit: 10) == 0)
        }
    }

    @Test("one instant before the last submission nothing expires, and a sweep keeps its bound", arguments: StoreUnderTest.all)
    func expiryEdge(_ driver: StoreUnderTest) async throws {
        try await driver.run { store, clock in
            let samples = Samples(clock)
            let minimum = [KindTable.oneTimeCode: Duration.seconds(60)]
            try await store.enqueue((0..<5).map { _ in samples.entry(life: .seconds(100)) })
            let edge = clock.now + .seconds(40)
            #expect(try await store.expire(now: edge - .microseconds(1), minimumLeft: minimum, limit: 10) == 0)
            #expect(try await store.expire(now: edge, minimumLeft: minimum, limit: 3) == 3)
            #expect(try await store.expire(now: edge, minimumLeft: minimum, limit: 3) == 2)
        }
    }

    @Test("a leased entry does not expire", arguments: StoreUnderTest.all)
    func leasedStays(_ driver: StoreUnderTest) async throws {
        try await driver.run { store, clock in
            try await store.enqueue([Samples(clock).entry(life: .seconds(10))])
            _ = try await store.leaseAll(owner, now: clock.now)
            #expect(try await store.expire(now: clock.now + .seconds(20), minimumLeft: [:], limit: 10) == 0)
        }
    }

    @Test("the summary tells what will expire within a minute and how old the oldest is", arguments: StoreUnderTest.all)
    func summary(_ driver: StoreUnderTest) async throws {
        try await driver.run { store, clock in
            let samples = Samples(clock)
            let minimum = [KindTable.oneTimeCode: Duration.seconds(60)]
            try await store.enqueue([samples.entry(life: .seconds(150)), samples.entry(life: .seconds(600))])
            clock.advance(by: .seconds(30))
            try await store.enqueue([samples.entry(KindTable.keyActivated)])
            let summary = try await store.summary(now: clock.now, minimumLeft: minimum)
            #expect(summary.lanes.map(\.lane) == [.code, .link, .notice])
            #expect(summary.lanes.map(\.queued) == [2, 0, 1])
            #expect(summary.lanes.map(\.willExpire) == [1, 0, 0])
            #expect(summary.lanes.map(\.oldestAge) == [.seconds(30), nil, .zero])
        }
    }

    @Test("pages run newest first through queue and history, with every filter", arguments: StoreUnderTest.all)
    func pages(_ driver: StoreUnderTest) async throws {
        try await driver.run { store, clock in
            let samples = Samples(clock)
            var all: [QueueID] = []
            for index in 0..<23 {
                clock.advance(by: .milliseconds(5))
                let entry = samples.entry(
                    index % 3 == 0 ? KindTable.activationLink : KindTable.oneTimeCode,
                    domain: index % 2 == 0 ? "example.be" : "voorbeeld.be",
                    municipality: index % 5 == 0 ? "11002" : "44021")
                try await store.enqueue([entry])
                all.append(entry.id)
                if index % 4 == 0 { _ = try await store.cancel(entry.id, reason: .cancelledByOperator, now: clock.now) }
            }
            #expect(try await collect(store, MessageFilter(), limit: 5) == all.reversed())
            let expectations: [(MessageFilter, (Int) -> Bool)] = [
                (MessageFilter(state: .cancelled), { $0 % 4 == 0 }),
                (MessageFilter(state: .queued), { $0 % 4 != 0 }),
                (MessageFilter(kind: KindTable.activationLink), { $0 % 3 == 0 }),
                (MessageFilter(lane: .code), { $0 % 3 != 0 }),
                (MessageFilter(domain: "voorbeeld.be"), { $0 % 2 == 1 }),
                (MessageFilter(state: .cancelled, municipalities: ["11002"]), { $0 % 20 == 0 }),
                (MessageFilter(municipalities: ["44021", "62063"]), { $0 % 5 != 0 }),
                (MessageFilter(municipalities: ["11002", "44021"]), { _ in true }), (MessageFilter(municipalities: []), { _ in false }),
            ]
            for (filter, fits) in expectations {
                let expected = all.indices.filter(fits).map { all[$0] }
                #expect(try await collect(store, filter, limit: 3) == expected.reversed())
            }
        }
    }

    private func collect(_ store: any QueueStore, _ filter: MessageFilter, limit: Int) async throws -> [QueueID] {
        var ids: [QueueID] = []
        var after: QueueID?
        repeat {
            let page = try await store.messages(filter, after: after, limit: limit)
            #expect(page.messages.count <= limit)
            ids += page.messages.map(\.id)
            after = page.next
        } while after != nil && ids.count < 100
        return ids
    }

    @Test("what is over loses its address, in bounded steps, and nothing else does", arguments: StoreUnderTest.all)
    func wipeWhatIsOver(_ driver: StoreUnderTest) async throws {
        try await driver.run { store, clock in
            let samples = Samples(clock)
            let challenges = [600, 600, 900].map { life in
                let mail = samples.entry()
                return (challenge: samples.challenge(mail: mail, life: .seconds(life)), mail: mail)
            }
            for (challenge, mail) in challenges {
                #expect(try await store.issue(challenge, mail: mail, terms: samples.terms()) == .committed)
            }
            let mail = samples.entry(KindTable.activationLink)
            let activation = samples.activation(mail: mail)
            #expect(try await store.issue(activation, mail: mail, terms: samples.terms()) == .committed)
            clock.advance(by: .seconds(600))
            #expect(try await store.prune(historyBefore: .distantPast, now: clock.now, limit: 1) == 1)
            #expect(try await store.prune(historyBefore: .distantPast, now: clock.now, limit: 1) == 1)
            #expect(try await store.prune(historyBefore: .distantPast, now: clock.now, limit: 1) == 0)
            for (challenge, isOver) in zip(challenges.map(\.challenge), [true, true, false]) {
                let found = try await store.challenge(challenge.id)
                #expect(found?.sealedAddress.isEmpty == isOver)
                #expect(found?.state == (isOver ? .expired : .pending))
            }
            #expect(try await store.activation(activation.id)?.sealedAddress == activation.sealedAddress)
            clock.jump(to: activation.codeExpires)
            _ = try await store.prune(historyBefore: .distantPast, now: clock.now, limit: 100)
            #expect(try await store.activation(activation.id)?.sealedAddress == [])
            #expect(try await store.activation(activation.id)?.state == .expired)
        }
    }

    @Test("pruning deletes old history in bounded steps and leaves the rest", arguments: StoreUnderTest.all)
    func prune(_ driver: StoreUnderTest) async throws {
        try await driver.run { store, clock in
            let samples = Samples(clock)
            let old = (0..<5).map { _ in samples.entry() }
            try await store.enqueue(old)
            for entry in old { _ = try await store.cancel(entry.id, reason: .cancelledByOperator, now: clock.now) }
            clock.advance(by: .seconds(100))
            let young = samples.entry()
            let waiting = samples.entry()
            try await store.enqueue([young, waiting])
            _ = try await store.cancel(young.id, reason: .cancelledByOperator, now: clock.now)
            #expect(try await store.prune(historyBefore: clock.now, now: clock.now, limit: 3) == 3)
            #expect(try await store.prune(historyBefore: clock.now, now: clock.now, limit: 3) == 2)
            #expect(try await store.prune(historyBefore: clock.now, now: clock.now, limit: 3) == 0)
            #expect(try await store.message(young.id) != nil)
            #expect(try await store.message(waiting.id) != nil)
            #expect(try await store.summary(now: clock.now, minimumLeft: [:]).totals[.cancelled] == 6)
        }
    }
}
