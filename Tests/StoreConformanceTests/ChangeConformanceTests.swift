import Issuance
import Logging
import Mail
import Queue
import StoreSQLite
import Synchronization
import TestKit
import Testing

/// What is told to those who follow an activation or a message, after each commit that changes it.
@Suite("Changes told to followers")
struct ChangeConformanceTests {
    private let clock = ManualClock()
    private let hub = ChangeHub()
    private let store: SQLiteStore
    private let samples: Samples
    private let owner = LeaseOwner(token: 3)

    init() throws {
        store = try SQLiteStore.open(at: .memory, clock: clock, logger: .quiet, audit: .sample, changes: hub)
        samples = Samples(clock)
    }

    private func watch<Subject: IdentifierSubject>(_ id: Identifier<Subject>) -> ChangeWatch {
        let watch = hub.watch()
        watch.follow([ChangeSubject(id)])
        return watch
    }

    private func issued() async throws -> Activation {
        let mail = samples.entry(KindTable.activationLink)
        let activation = samples.activation(mail: mail)
        #expect(try await store.issue(activation, mail: mail, terms: samples.terms()) == .committed)
        return activation
    }

    private func leased(_ id: QueueID) async throws -> Lease {
        let leases = try await store.lease(
            [.code: 50, .link: 50, .notice: 50], owner: owner, now: clock.now, until: clock.now + .seconds(60))
        return try #require(leases.first { $0.entry.id == id })
    }

    private func settle(_ settlement: Settlement) async -> SettleResult {
        await withCheckedContinuation { continuation in store.settle(settlement) { continuation.resume(returning: $0) } }
    }

    @Test("an activation's resend, reissue, correction, redemption, revocation and lock")
    func activation() async throws {
        defer { store.close() }
        let (activation, bystander) = (try await issued(), try await issued())
        let (watch, other) = (watch(activation.id), watch(bystander.id))
        let resent = samples.entry(KindTable.activationLink)
        let link = ActivationMail(activation: activation.id, token: samples.random.bytes(32), expires: clock.now + .seconds(86_400))
        #expect(try await store.resend(link, mail: resent, terms: samples.terms()) == .committed)
        #expect(watch.takeRing())
        let pair = samples.pair(for: activation)
        let mail = samples.entry(KindTable.activationLink)
        #expect(try await store.reissue(pair, mail: mail, terms: samples.terms()) == .committed)
        #expect(watch.takeRing())
        let wrong = Redemption(
            token: pair.token, code: [0], now: clock.now, key: samples.key(for: activation),
            notice: samples.entry(KindTable.keyActivated), actor: samples.actor)
        #expect(try await store.redeem(wrong) == .invalid)
        #expect(!watch.takeRing(), "a wrong try shows nowhere")
        let right = Redemption(
            token: pair.token, code: pair.code, now: clock.now, key: samples.key(for: activation),
            notice: samples.entry(KindTable.keyActivated), actor: samples.actor)
        #expect(try await store.redeem(right) == .redeemed)
        #expect(watch.takeRing())
        #expect(try await store.revoke(samples.revocation(of: activation)) == .revoked(right.key.id))
        #expect(watch.takeRing() && !other.takeRing())
        for _ in 0..<TryLimits.perCode { _ = try await store.redeem(samples.redemption(of: bystander, code: [0])) }
        #expect(other.takeRing() && !watch.takeRing())
    }

    @Test("the wipe of what is over, and the erasure of a citizen")
    func wiped() async throws {
        defer { store.close() }
        let activation = try await issued()
        let watch = watch(activation.id)
        clock.advance(by: .seconds(8 * 86_400))
        _ = try await store.prune(historyBefore: .distantPast, now: clock.now, limit: 100)
        #expect(watch.takeRing())
        _ = try await store.prune(historyBefore: .distantPast, now: clock.now, limit: 100)
        #expect(!watch.takeRing(), "nothing was left to wipe")
        let message = self.watch(activation.message)
        let erasure = CitizenErasure(citizen: activation.citizen)
        _ = try await store.erase(erasure, by: .localOperator, now: clock.now)
        #expect(watch.takeRing() && message.takeRing())
    }

    @Test("a message's lease, deferral, hold, release, acceptance; its cancellation, expiry and supersession")
    func message() async throws {
        defer { store.close() }
        let (entry, bystander) = (samples.entry(KindTable.activationLink), samples.entry(KindTable.activationLink))
        try await store.enqueue([entry])
        let (watch, other) = (watch(entry.id), watch(bystander.id))
        var lease = try await leased(entry.id)
        #expect(watch.takeRing())
        #expect(await settle(try samples.settlement(lease, .waiting(due: clock.now, attempt: 1, resends: 0))) == .settled)
        #expect(watch.takeRing())
        lease = try await leased(entry.id)
        // The lease rings too: what follows must ring by itself.
        #expect(watch.takeRing())
        #expect(await settle(try samples.settlement(lease, .held(attempt: 2))) == .settled)
        #expect(watch.takeRing())
        #expect(try await store.perform(.release, on: entry.id, minimumLeft: [:], by: .localOperator, now: clock.now) == .done)
        #expect(watch.takeRing())
        #expect(try await store.perform(.hold, on: entry.id, minimumLeft: [:], by: .localOperator, now: clock.now) == .done)
        #expect(watch.takeRing())
        _ = try await store.perform(.release, on: entry.id, minimumLeft: [:], by: .localOperator, now: clock.now)
        lease = try await leased(entry.id)
        _ = watch.takeRing()
        try await store.giveBack([lease.row], owner: owner, now: clock.now)
        #expect(watch.takeRing())
        lease = try await leased(entry.id)
        _ = (watch.takeRing(), other.takeRing())
        #expect(await settle(try samples.settlement(lease, .finished(.accepted))) == .settled)
        #expect(watch.takeRing() && !other.takeRing())
        #expect(await settle(try samples.settlement(lease, .finished(.accepted))) == .notLeased)
        #expect(!watch.takeRing())
    }

    @Test("a cancellation, an expiry and a newer entry that supersedes")
    func ends() async throws {
        defer { store.close() }
        let entries = [samples.entry(), samples.entry(life: .seconds(5)), samples.entry(supersession: [7])]
        try await store.enqueue(entries)
        let watches = entries.map { watch($0.id) }
        _ = try await store.cancel(entries[0].id, reason: .cancelledByCaller, by: .localOperator, now: clock.now)
        #expect(watches.map { $0.takeRing() } == [true, false, false])
        clock.advance(by: .seconds(6))
        #expect(try await store.expire(now: clock.now, minimumLeft: [:], limit: 10) == 1)
        #expect(watches.map { $0.takeRing() } == [false, true, false])
        try await store.enqueue([samples.entry(supersession: [7])])
        #expect(watches.map { $0.takeRing() } == [false, false, true])
    }

    @Test("who begins to follow while a batch is written is told after its commit")
    func late() async throws {
        defer { store.close() }
        let entry = samples.entry()
        try await store.enqueue([entry])
        let receiver = FollowingReceiver(hub: hub, subject: ChangeSubject(entry.id))
        store.handOver(to: receiver)
        // In this transaction the receiver is asked for a place, after the batch has begun.
        try await store.enqueue([samples.entry()])
        #expect(receiver.watch.withLock { $0?.takeRing() } == true)
    }
}
