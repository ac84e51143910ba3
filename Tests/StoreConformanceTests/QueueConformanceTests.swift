import Mail
import Queue
import TestKit
import Testing

@Suite("Queue: enqueue, lease, settle")
struct QueueConformanceTests {
    private let owner = LeaseOwner(token: 11)
    private let other = LeaseOwner(token: 12)

    @Test("an entry is read back as it was written", arguments: StoreUnderTest.all)
    func readBack(_ driver: StoreUnderTest) async throws {
        try await driver.run { store, clock in
            let samples = Samples(clock)
            let entry = samples.entry(supersession: [1, 2, 3])
            try await store.enqueue([entry])
            let message = try #require(try await store.message(entry.id))
            #expect(message.state == .queued)
            #expect(message.reason == .enqueued)
            #expect(message.domain == "example.be")
            #expect(message.languages == Samples.languages)
            #expect(message.attempts.isEmpty)
            #expect(message.finished == nil)
            let lease = try #require(try await store.leaseAll(owner, now: clock.now).first)
            #expect(lease.entry == entry)
            #expect(lease.owner == owner)
            #expect(lease.until == clock.now + Lease.duration)
            #expect(try await store.message(QueueID(high: 1, low: 1)) == nil)
        }
    }

    @Test(
        "a mail in two languages, in one, or English after another is the same in the queue and once it ended, however",
        arguments: StoreUnderTest.all)
    func languages(_ driver: StoreUnderTest) async throws {
        try await driver.run { store, clock in
            let samples = Samples(clock)
            let all = [Samples.languages, MailLanguages(.fr, binding: .nl), MailLanguages(.en, binding: .de), MailLanguages(.de)]
            for languages in all {
                let key: [UInt8] = [UInt8(languages.blocks.count)] + Array(languages.text.utf8)
                let (settled, superseded, newer) = (
                    samples.entry(in: languages), samples.entry(supersession: key, in: languages),
                    samples.entry(supersession: key, in: languages)
                )
                try await store.enqueue([settled, superseded])
                for id in [settled.id, superseded.id] { #expect(try await store.message(id)?.languages == languages) }
                try await store.enqueue([newer])
                for lease in try await store.leaseAll(owner, now: clock.now) {
                    #expect(await store.settle(try samples.settlement(lease, .finished(.accepted))) == .settled)
                }
                let ended: [(QueueID, QueueState)] = [(settled.id, .accepted), (superseded.id, .cancelled), (newer.id, .accepted)]
                for (id, state) in ended {
                    let message = try #require(try await store.message(id))
                    #expect(message.state == state && message.languages == languages)
                }
            }
            let page = try await store.messages(MessageFilter(), after: nil, limit: 20)
            #expect(Set(page.messages.map(\.languages)) == Set(all) && page.messages.count == 12)
        }
    }

    @Test("code before link before notice, oldest due first, nothing before its time", arguments: StoreUnderTest.all)
    func order(_ driver: StoreUnderTest) async throws {
        try await driver.run { store, clock in
            let samples = Samples(clock)
            let notice = samples.entry(KindTable.keyActivated)
            let late = samples.entry(dueIn: .seconds(2))
            let link = samples.entry(KindTable.activationLink)
            let early = samples.entry(dueIn: .seconds(1))
            let future = samples.entry(dueIn: .seconds(60))
            try await store.enqueue([notice, late, link, early, future])
            #expect(try await store.nextDue() == clock.now)
            clock.advance(by: .seconds(5))
            let leased = try await store.leaseAll(owner, now: clock.now)
            #expect(leased.map(\.entry.id) == [early.id, late.id, link.id, notice.id])
            #expect(try await store.nextDue() == future.due)
        }
    }

    @Test("a lane gives no more than its limit, an unnamed lane nothing", arguments: StoreUnderTest.all)
    func limits(_ driver: StoreUnderTest) async throws {
        try await driver.run { store, clock in
            let samples = Samples(clock)
            try await store.enqueue((0..<5).map { _ in samples.entry() } + (0..<5).map { _ in samples.entry(KindTable.keyActivated) })
            let leased = try await store.lease([.code: 3, .link: 9], owner: owner, now: clock.now, until: clock.now + .seconds(60))
            #expect(leased.map(\.entry.lane) == [.code, .code, .code])
            #expect(try await store.lease([.code: 0], owner: owner, now: clock.now, until: clock.now).isEmpty)
        }
    }

    @Test("two owners never lease the same entry", arguments: StoreUnderTest.all)
    func exclusive(_ driver: StoreUnderTest) async throws {
        try await driver.run { store, clock in
            let samples = Samples(clock)
            try await store.enqueue((0..<200).map { _ in samples.entry() })
            let now = clock.now
            let taken = try await withThrowingTaskGroup(of: [QueueID].self) { group in
                for token in 1...20 {
                    group.addTask { try await store.leaseAll(LeaseOwner(token: Int64(token)), now: now, limit: 15).map(\.entry.id) }
                }
                return try await group.reduce(into: []) { $0 += $1 }
            }
            #expect(taken.count == 200)
            #expect(Set(taken).count == 200)
        }
    }

    @Test("only its owner renews a lease", arguments: StoreUnderTest.all)
    func renew(_ driver: StoreUnderTest) async throws {
        try await driver.run { store, clock in
            let samples = Samples(clock)
            try await store.enqueue([samples.entry(), samples.entry()])
            let mine = try #require(try await store.leaseAll(owner, now: clock.now, limit: 1).first)
            let theirs = try #require(try await store.leaseAll(other, now: clock.now, limit: 1).first)
            let until = clock.now + .seconds(120)
            #expect(try await store.renew([mine.row, theirs.row, 4_711], owner: owner, until: until) == [mine.row])
            clock.advance(by: .seconds(90))
            let ended = try await store.recover(owner: owner, formerOwners: false, inDoubt: .these([]), now: clock.now, limit: 10)
            #expect(ended.map(\.id) == [theirs.entry.id])
        }
    }

    @Test("a lease that ended is queued again, a former owner's at once", arguments: StoreUnderTest.all)
    func recover(_ driver: StoreUnderTest) async throws {
        try await driver.run { store, clock in
            let samples = Samples(clock)
            try await store.enqueue((0..<3).map { _ in samples.entry() })
            let leased = try await store.leaseAll(other, now: clock.now)
            #expect(leased.count == 3)
            #expect(try await store.recover(owner: owner, formerOwners: false, inDoubt: .these([]), now: clock.now, limit: 10).isEmpty)
            #expect(try await store.recover(owner: other, formerOwners: true, inDoubt: .these([]), now: clock.now, limit: 10).isEmpty)
            #expect(try await store.recover(owner: owner, formerOwners: true, inDoubt: .these([]), now: clock.now, limit: 2).count == 2)
            clock.advance(by: .seconds(61))
            #expect(try await store.recover(owner: other, formerOwners: false, inDoubt: .these([]), now: clock.now, limit: 10).count == 1)
            #expect(try await store.message(leased[0].entry.id)?.reason == .leaseExpired)
            #expect(try await store.leaseAll(owner, now: clock.now).count == 3)
        }
    }

    @Test("an entry that was past the final dot is recovered with one resend more", arguments: StoreUnderTest.all)
    func recoverInDoubt(_ driver: StoreUnderTest) async throws {
        try await driver.run { store, clock in
            let samples = Samples(clock)
            let (doubtful, safe) = (samples.entry(), samples.entry())
            try await store.enqueue([doubtful, safe])
            _ = try await store.leaseAll(other, now: clock.now)
            let recovered = try await store.recover(
                owner: owner, formerOwners: true, inDoubt: .these([doubtful.id]), now: clock.now, limit: 10)
            #expect(Set(recovered.map(\.id)) == [doubtful.id, safe.id])
            #expect(recovered.allSatisfy { $0.kind == KindTable.oneTimeCode })
            #expect(try await store.message(doubtful.id)?.reason == .processEndedAfterFinalDot)
            #expect(try await store.message(safe.id)?.reason == .leaseExpired)
            #expect(try await store.leaseAll(owner, now: clock.now).map(\.entry.resends) == [1, 0])
        }
    }

    @Test("what the relay had taken is settled by the recovery as by its run, once", arguments: StoreUnderTest.all)
    func recoverAccepted(_ driver: StoreUnderTest) async throws {
        try await driver.run { store, clock in
            let samples = Samples(clock)
            let (usual, taken, settled, stranger) = (samples.entry(), samples.entry(), samples.entry(), samples.entry())
            try await store.enqueue([usual, taken, settled])
            let leases = try await store.leaseAll(other, now: clock.now)
            for lease in leases where lease.entry.id != taken.id {
                #expect(await store.settle(try samples.settlement(lease, .finished(.accepted))) == .settled)
            }
            let attempt = try samples.attempt()
            clock.advance(by: .seconds(5))
            let marks = FlightMarks(
                accepted: [taken.id: attempt, settled.id: try samples.attempt(2), stranger.id: attempt], inDoubt: .these([]))
            for again in [false, true] {
                let recovered = try await store.recover(
                    owner: owner, formerOwners: true, marks: marks, now: clock.now, limit: 10)
                #expect(
                    recovered
                        == (again ? [] : [RecoveredEntry(id: taken.id, kind: taken.kind, languages: Samples.languages, became: .accepted)]))
            }
            // As the run that was killed would have left it; one that it had settled is left alone.
            let message = try #require(try await store.message(taken.id))
            #expect(message.attempts == [attempt])
            #expect(message.reason == .relayAccepted)
            for id in [taken.id, settled.id] {
                let one = try #require(try await store.message(id))
                let like = try #require(try await store.message(usual.id))
                #expect(one.state == .accepted)
                #expect((one.attempt, one.reason, one.finished) == (like.attempt, like.reason, like.finished))
                #expect(one.attempts == like.attempts)
            }
            #expect(try await store.message(stranger.id) == nil)
            let summary = try await store.summary(now: clock.now, minimumLeft: [:])
            #expect(summary.totals[.accepted] == 3)
            #expect(summary.lanes.allSatisfy { $0.leased == 0 && $0.queued == 0 })
            #expect(try await store.leaseAll(owner, now: clock.now).isEmpty)
        }
    }

    @Test("a lease of this run that ended before its settlement was written is settled too", arguments: StoreUnderTest.all)
    func recoverAcceptedOfOwn(_ driver: StoreUnderTest) async throws {
        try await driver.run { store, clock in
            let samples = Samples(clock)
            let entry = samples.entry()
            try await store.enqueue([entry])
            let lease = try #require(try await store.leaseAll(owner, now: clock.now).first)
            let marks = FlightMarks(accepted: [entry.id: try samples.attempt()], inDoubt: .these([]))
            #expect(try await store.recover(owner: owner, formerOwners: false, marks: marks, now: clock.now, limit: 10).isEmpty)
            clock.advance(by: .seconds(61))
            let recovered = try await store.recover(owner: owner, formerOwners: false, marks: marks, now: clock.now, limit: 10)
            #expect(recovered.map(\.became) == [.accepted])
            #expect(try await store.message(entry.id)?.state == .accepted)
            // The settlement that comes at last finds nothing to do.
            #expect(await store.settle(try samples.settlement(lease, .finished(.accepted))) == .notLeased)
        }
    }

    @Test("an entry that was superseded while the relay took it is accepted, not in doubt", arguments: StoreUnderTest.all)
    func recoverAcceptedWithdrawn(_ driver: StoreUnderTest) async throws {
        try await driver.run { store, clock in
            let samples = Samples(clock)
            let entry = samples.entry()
            try await store.enqueue([entry])
            _ = try await store.leaseAll(other, now: clock.now)
            #expect(try await store.cancel(entry.id, reason: .cancelledByOperator, now: clock.now) == .inFlight)
            let marks = FlightMarks(accepted: [entry.id: try samples.attempt()], inDoubt: .these([]))
            _ = try await store.recover(owner: owner, formerOwners: true, marks: marks, now: clock.now, limit: 10)
            #expect(try await store.message(entry.id)?.state == .accepted)
        }
    }

    @Test("a settled lease ends once, and only by its owner", arguments: StoreUnderTest.all)
    func settleOnce(_ driver: StoreUnderTest) async throws {
        try await driver.run { store, clock in
            let samples = Samples(clock)
            try await store.enqueue([samples.entry()])
            let lease = try #require(try await store.leaseAll(owner, now: clock.now).first)
            let stranger = Lease(entry: lease.entry, row: lease.row, owner: other, until: lease.until)
            #expect(await store.settle(try samples.settlement(stranger, .finished(.accepted))) == .notLeased)
            #expect(await store.settle(try samples.settlement(lease, .finished(.accepted))) == .settled)
            #expect(await store.settle(try samples.settlement(lease, .finished(.rejected))) == .notLeased)
            let message = try #require(try await store.message(lease.entry.id))
            #expect(message.state == .accepted)
            #expect(message.attempt == 1)
            #expect(message.finished == clock.now)
            #expect(message.attempts == [try samples.attempt()])
        }
    }

    @Test("a settlement after the lease was given to another changes nothing", arguments: StoreUnderTest.all)
    func staleOwner(_ driver: StoreUnderTest) async throws {
        try await driver.run { store, clock in
            let samples = Samples(clock)
            try await store.enqueue([samples.entry()])
            let stale = try #require(try await store.leaseAll(owner, now: clock.now).first)
            clock.advance(by: .seconds(61))
            _ = try await store.recover(owner: other, formerOwners: false, inDoubt: .these([]), now: clock.now, limit: 10)
            let fresh = try #require(try await store.leaseAll(other, now: clock.now).first)
            #expect(await store.settle(try samples.settlement(stale, .finished(.rejected))) == .notLeased)
            #expect(await store.settle(try samples.settlement(fresh, .finished(.accepted))) == .settled)
        }
    }

    @Test("a deferred entry waits with its counts and its attempts", arguments: StoreUnderTest.all)
    func waiting(_ driver: StoreUnderTest) async throws {
        try await driver.run { store, clock in
            let samples = Samples(clock)
            try await store.enqueue([samples.entry()])
            var lease = try #require(try await store.leaseAll(owner, now: clock.now).first)
            for attempt in 1...25 {
                let due = clock.now + .seconds(10)
                let next = Settlement.Next.waiting(due: due, attempt: attempt, resends: 1)
                let record = AttemptRecord(
                    number: attempt, at: clock.now, relay: "primary", stage: nil, reply: nil, outcome: "deferred",
                    reason: .connectFailed, rule: "connect")
                let settlement = Settlement(lease: lease, next: next, reason: .connectFailed, at: clock.now, attempt: record)
                #expect(await store.settle(settlement) == .settled)
                #expect(try await store.leaseAll(owner, now: clock.now).isEmpty)
                clock.advance(by: .seconds(10))
                lease = try #require(try await store.leaseAll(owner, now: clock.now).first)
                #expect(lease.entry.attempt == attempt)
                #expect(lease.entry.resends == 1)
                #expect(lease.entry.due == due)
            }
            let message = try #require(try await store.message(lease.entry.id))
            #expect(message.attempts.map(\.number) == Array(6...25))
            #expect(message.reason == .connectFailed)
        }
    }

    @Test("a held entry waits for a person", arguments: StoreUnderTest.all)
    func held(_ driver: StoreUnderTest) async throws {
        try await driver.run { store, clock in
            let samples = Samples(clock)
            try await store.enqueue([samples.entry()])
            let lease = try #require(try await store.leaseAll(owner, now: clock.now).first)
            #expect(await store.settle(try samples.settlement(lease, .held(attempt: 1), reason: .senderRefused)) == .settled)
            clock.advance(by: .seconds(120))
            #expect(try await store.leaseAll(owner, now: clock.now).isEmpty)
            #expect(try await store.message(lease.entry.id)?.state == .held)
            #expect(try await store.message(lease.entry.id)?.attempts.count == 1)
            let summary = try await store.summary(now: clock.now, minimumLeft: [:])
            #expect(summary.lanes.first { $0.lane == .code }?.held == 1)
            #expect(try await store.cancel(lease.entry.id, reason: .cancelledByOperator, now: clock.now) == .cancelled)
        }
    }

    @Test("entries given back are queued as before", arguments: StoreUnderTest.all)
    func giveBack(_ driver: StoreUnderTest) async throws {
        try await driver.run { store, clock in
            let samples = Samples(clock)
            let entry = samples.entry()
            try await store.enqueue([entry])
            let lease = try #require(try await store.leaseAll(owner, now: clock.now).first)
            try await store.giveBack([lease.row], owner: other, now: clock.now)
            #expect(try await store.message(entry.id)?.state == .leased)
            try await store.giveBack([lease.row], owner: owner, now: clock.now)
            #expect(try await store.message(entry.id)?.reason == .drained)
            #expect(try await store.leaseAll(owner, now: clock.now).map(\.entry) == [entry])
        }
    }

    @Test("the oldest that no relay was asked for: queued ones of the lane, without what was put off", arguments: StoreUnderTest.all)
    func oldestUntried(_ driver: StoreUnderTest) async throws {
        try await driver.run { store, clock in
            let samples = Samples(clock)
            #expect(try await store.oldestUntried(in: .code) == nil)
            let putOff = samples.entry()
            try await store.enqueue([putOff])
            let lease = try #require(try await store.leaseAll(owner, now: clock.now).first)
            #expect(try await store.oldestUntried(in: .code) == nil)
            let due = clock.now + .seconds(90)
            #expect(
                await store.settle(try samples.settlement(lease, .waiting(due: due, attempt: 1, resends: 0), reason: .greylisted))
                    == .settled)
            clock.advance(by: .seconds(5))
            let (code, link) = (samples.entry(), samples.entry(KindTable.activationLink))
            try await store.enqueue([link])
            clock.advance(by: .seconds(5))
            let younger = samples.entry()
            try await store.enqueue([younger, code])
            #expect(try await store.oldestUntried(in: .code) == code.issued)
            #expect(try await store.oldestUntried(in: .link) == link.issued)
            #expect(try await store.cancel(code.id, reason: .cancelledByOperator, now: clock.now) == .cancelled)
            #expect(try await store.oldestUntried(in: .code) == younger.issued)
        }
    }

    @Test("a write succeeds for readiness", arguments: StoreUnderTest.all)
    func writable(_ driver: StoreUnderTest) async throws {
        try await driver.run { store, _ in try await store.checkWritable() }
    }
}
