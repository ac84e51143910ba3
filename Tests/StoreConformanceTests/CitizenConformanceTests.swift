import Issuance
import Mail
import Queue
import StoreSQLite
import TestKit
import Testing

@Suite("Citizens: shown and erased")
struct CitizenConformanceTests {
    /// An activation that was redeemed, its key, and a pending code for it.
    private struct Citizen {
        let activation: Activation
        let redemption: Redemption
        let challenge: CodeChallenge
    }

    private func citizen(_ store: any StoreUnderTest.Store, _ samples: Samples, address: [UInt8]? = nil) async throws -> Citizen {
        let (link, mail) = (samples.entry(KindTable.activationLink), samples.entry())
        let activation = samples.activation(mail: link, address: address)
        _ = try await store.issue(activation, mail: link, terms: samples.terms())
        let redemption = samples.redemption(of: activation)
        #expect(try await store.redeem(redemption) == .redeemed)
        let challenge = samples.challenge(mail: mail, key: redemption.key.id)
        _ = try await store.issue(challenge, mail: mail, terms: samples.terms())
        return Citizen(activation: activation, redemption: redemption, challenge: challenge)
    }

    @Test("all that is recorded of an activation is there, however much", arguments: StoreUnderTest.all)
    func longRecord(_ driver: StoreUnderTest) async throws {
        try await driver.run { store, clock in
            let samples = Samples(clock)
            let mail = samples.entry(KindTable.activationLink)
            let activation = samples.activation(mail: mail)
            _ = try await store.issue(activation, mail: mail, terms: samples.terms())
            for number in 0..<(Limits.pageItems + 5) {
                try await store.record(
                    AuditAct(by: samples.actor, .exported, object: activation.id.description, details: [AuditWord("number", number)]))
            }
            let audit = try await store.citizenRecords(activation.citizen).audit
            #expect(audit.count == Limits.pageItems + 6 && audit.first?.action == "activation_issued")
            #expect(audit.map(\.number) == audit.map(\.number).sorted())
        }
    }

    @Test("one citizen's records go, with waiting mails; the other's stay", arguments: StoreUnderTest.all)
    func erase(_ driver: StoreUnderTest) async throws {
        try await driver.run { store, clock in
            let samples = Samples(clock)
            let (first, other) = (try await citizen(store, samples), try await citizen(store, samples))
            let records = try await store.citizenRecords(first.activation.citizen)
            #expect(records.activations.map(\.id) == [first.activation.id] && records.keys == [first.redemption.key])
            #expect(records.challenges == [first.challenge])
            #expect(records.messages.map(\.id) == [first.activation.message, first.redemption.notice.id, first.challenge.message])
            #expect(records.audit.map(\.action) == ["activation_issued", "activation_redeemed"])
            #expect(records.audit.allSatisfy { $0.object == first.activation.id.description })
            #expect(try await store.cancel(first.activation.message, reason: .cancelledByCaller, now: clock.now) == .cancelled)
            let notice = first.redemption.notice.id
            let erasure = CitizenErasure(citizen: first.activation.citizen, challenges: records.challenges.map(\.id))
            let done = try await store.erase(erasure, by: samples.actor, now: clock.now)
            #expect(done.counts.activations == 1 && done.counts.digitalKeys == 1 && done.counts.codes == 1)
            #expect(done.counts.cancelledMails == 2 && done.counts.wipedMessages == 1 && done.counts.mailsInFlight == 0)
            #expect(done.entry.action == "erased" && done.entry.actor == samples.actor.text && done.entry.object.isEmpty)
            #expect(done.entry.details.hasPrefix("activations=1 digital_keys=1 codes=1 cancelled_mails=2"))
            #expect(try await store.auditEnd() == done.entry.end)
            let empty = CitizenRecords(activations: [], keys: [], challenges: [], messages: [], audit: [])
            #expect(try await store.citizenRecords(first.activation.citizen) == empty)
            #expect(try await store.digitalKey(first.redemption.key.id) == nil)
            #expect(try await store.challenge(first.challenge.id) == nil)
            #expect(try await store.redeem(samples.redemption(of: first.activation)) == .invalid)
            for mail in [first.activation.message, first.challenge.message, notice] {
                let message = try #require(try await store.message(mail))
                #expect(message.state == .cancelled && message.domain.isEmpty)
            }
            #expect(try await store.citizenRecords(other.activation.citizen).challenges == [other.challenge])
            #expect(try await store.message(other.challenge.message)?.state == .queued)
            #expect(try await store.message(other.challenge.message)?.domain == "example.be")
        }
    }

    @Test("what came after the look goes too, and what a connection has is counted", arguments: StoreUnderTest.all)
    func race(_ driver: StoreUnderTest) async throws {
        try await driver.run { store, clock in
            let samples = Samples(clock)
            let citizen = try await citizen(store, samples)
            // The line has all mails: nobody can take them back.
            #expect(try await store.leaseAll(LeaseOwner(token: 4), now: clock.now).count == 3)
            let erasure = CitizenErasure(citizen: citizen.activation.citizen)
            let counts = try await store.erase(erasure, by: samples.actor, now: clock.now).counts
            #expect(counts.codes == 1 && counts.mailsInFlight == 3 && counts.cancelledMails == 0)
            #expect(try await store.challenge(citizen.challenge.id) == nil)
        }
    }

    /// How the attempt ends that a connection was making while the citizen was erased.
    private enum Ending: CaseIterable { case accepted, rejected, waiting, held, doubt, recovered }

    @Test(
        "what a connection has while it is erased leaves neither domain nor reply, and others leave both",
        arguments: StoreUnderTest.all, Ending.allCases)
    private func inFlight(_ driver: StoreUnderTest, _ ending: Ending) async throws {
        try await driver.run { store, clock in
            let samples = Samples(clock)
            let (first, other) = (try await citizen(store, samples), try await citizen(store, samples))
            let leases = try await store.leaseAll(LeaseOwner(token: 4), now: clock.now)
            let erasure = CitizenErasure(citizen: first.activation.citizen)
            #expect(try await store.erase(erasure, by: samples.actor, now: clock.now).counts.mailsInFlight == 3)
            func end(_ lease: Lease) async throws -> SettleResult? {
                switch ending {
                case .accepted: await store.settle(try samples.settlement(lease, .finished(.accepted)))
                case .rejected: await store.settle(try samples.settlement(lease, .finished(.rejected), reason: .recipientUnknown))
                case .waiting:
                    await store.settle(
                        try samples.settlement(lease, .waiting(due: clock.now, attempt: 1, resends: 0), reason: .greylisted))
                case .held: await store.settle(try samples.settlement(lease, .held(attempt: 1), reason: .greylisted))
                case .doubt:
                    await store.settle(
                        try samples.settlement(lease, .waiting(due: clock.now, attempt: 1, resends: 1), reason: .resendAfterDoubt))
                case .recovered: nil
                }
            }
            let erased = [first.activation.message, first.challenge.message, first.redemption.notice.id]
            for lease in leases where erased.contains(lease.entry.id) { #expect(try await end(lease) != .notLeased) }
            let kept = try #require(leases.first { $0.entry.id == other.challenge.message })
            #expect(try await end(kept) != .notLeased)
            if ending == .recovered {
                let marks = FlightMarks(
                    accepted: try Dictionary(uniqueKeysWithValues: (erased + [kept.entry.id]).map { ($0, try samples.attempt()) }),
                    inDoubt: .these([]))
                _ = try await store.recover(
                    owner: LeaseOwner(token: 5), formerOwners: true, marks: marks, now: clock.now, limit: 100)
            }
            for mail in erased {
                let message = try #require(try await store.message(mail))
                #expect(message.state.isTerminal && message.domain.isEmpty)
                #expect(message.attempts.allSatisfy { $0.reply?.text.isEmpty != false })
                if [.waiting, .held, .doubt].contains(ending) { #expect(message.attempts.isEmpty) }
            }
            let message = try #require(try await store.message(kept.entry.id))
            #expect(message.domain == "example.be" && message.attempts.map(\.reply?.text) == ["queued"])
        }
    }

    @Test("limits forget the address, and an erasure that finds nothing is recorded", arguments: StoreUnderTest.all)
    func limits(_ driver: StoreUnderTest) async throws {
        try await driver.run { store, clock in
            let samples = Samples(clock)
            let charge = LimitCharge(limit: "per_recipient_per_day", subject: [7, 7, 7, 7, 7, 7, 7, 7, 7], window: .day, maximum: 1)
            func issue() async throws -> IssueResult {
                let mail = samples.entry()
                return try await store.issue(samples.challenge(mail: mail), mail: mail, terms: samples.terms(nil, [charge]))
            }
            #expect(try await issue() == .committed)
            #expect(try await issue() != .committed)
            let mailbox = CitizenErasure.Mailbox(address: [9], mails: [], limitSubjects: [charge.subject, [8]], triesSubject: [8])
            let erasure = CitizenErasure(citizen: [1, 2, 3], mailboxes: [mailbox])
            #expect(try await store.erase(erasure, by: samples.actor, now: clock.now).counts.limitCounters == 1)
            #expect(try await issue() == .committed)
            let nothing = CitizenErasure(citizen: [1, 2, 3])
            let done = try await store.erase(nothing, by: samples.actor, now: clock.now)
            #expect(done.counts == ErasureCounts() && done.entry.number == 2)
        }
    }

    /// How the other citizen of a shared address has it.
    private enum Sharing: CaseIterable { case pending, key, ended, nobody }

    @Test(
        "a code asked for by the address, limits and tries stay while another citizen has the address",
        arguments: StoreUnderTest.all, Sharing.allCases)
    private func shared(_ driver: StoreUnderTest, _ sharing: Sharing) async throws {
        try await driver.run { store, clock in
            let samples = Samples(clock)
            let (address, tries) = (samples.random.bytes(32), samples.random.bytes(SubjectTries.subjectOctets))
            let first = try await citizen(store, samples, address: address)
            let kept = try await other(sharing, address, store, samples)
            let charge = LimitCharge(limit: "per_recipient_per_day", subject: samples.random.bytes(32), window: .day, maximum: 3)
            // By the address: of no citizen. As many as there are, and wrong ones until codes wait.
            func ask() async throws -> (CodeChallenge, QueueEntry, IssueResult) {
                let mail = samples.entry()
                let challenge = samples.challenge(mail: mail, key: .some(nil), triesSubject: tries)
                return (challenge, mail, try await store.issue(challenge, mail: mail, terms: samples.terms(nil, [charge])))
            }
            var codes: [QueueID] = []
            for _ in 0..<3 {
                let (challenge, mail, result) = try await ask()
                #expect(result == .committed)
                for _ in 0..<TryLimits.perCode { _ = try await store.verify(samples.attempt(at: challenge, code: [0])) }
                codes.append(mail.id)
            }
            let mailbox = CitizenErasure.Mailbox(
                address: address, mails: codes, limitSubjects: [charge.subject], triesSubject: tries)
            let records = try await store.citizenRecords(first.activation.citizen)
            let erasure = CitizenErasure(
                citizen: first.activation.citizen, challenges: records.challenges.map(\.id), mailboxes: [mailbox])
            let counts = try await store.erase(erasure, by: samples.actor, now: clock.now).counts
            let isShared = sharing == .pending || sharing == .key
            // The citizen's own go in any case: link, notice and code.
            #expect(counts.cancelledMails == (isShared ? 3 : 6) && counts.limitCounters == (isShared ? 0 : 1))
            for code in codes { #expect(try await store.message(code)?.state == (isShared ? .queued : .cancelled)) }
            #expect(try await store.message(first.redemption.notice.id)?.state == .cancelled)
            for mail in kept { #expect(try await store.message(mail)?.state == .queued) }
            guard case .limited(let limit, _) = try await ask().2 else {
                #expect(!isShared)
                return
            }
            #expect(isShared && limit == LimitCharge.subjectTries)
        }
    }

    /// Another citizen's mails that must stay.
    private func other(
        _ sharing: Sharing, _ address: [UInt8], _ store: any StoreUnderTest.Store, _ samples: Samples
    ) async throws -> [QueueID] {
        guard sharing != .nobody else { return [] }
        let mail = samples.entry(KindTable.activationLink)
        let activation = samples.activation(mail: mail, address: address)
        _ = try await store.issue(activation, mail: mail, terms: samples.terms())
        if sharing == .pending { return [mail.id] }
        let redemption = samples.redemption(of: activation)
        #expect(try await store.redeem(redemption) == .redeemed)
        guard sharing == .ended else { return [mail.id, redemption.notice.id] }
        _ = try await store.revoke(samples.revocation(of: activation))
        return [redemption.notice.id]
    }

    @Test("notices to addresses that no record names any more go too", arguments: StoreUnderTest.all)
    func notices(_ driver: StoreUnderTest) async throws {
        try await driver.run { store, clock in
            let samples = Samples(clock)
            let (citizen, stranger) = (try await citizen(store, samples), try await citizen(store, samples))
            var notices: [QueueID] = [citizen.redemption.notice.id]
            var key = citizen.redemption.key
            for _ in 0..<2 {
                let notice = samples.entry(KindTable.addressChanged, domain: "former.example")
                let correction = AddressCorrection(
                    activation: citizen.activation.id, target: .key(key.id), former: key.sealedAddress,
                    sealedAddress: samples.random.bytes(60), address: samples.random.bytes(32), confirmedWarnings: [])
                #expect(try await store.correct(correction, notice: notice, terms: samples.terms()) == .committed)
                notices.append(notice.id)
                key = try #require(try await store.digitalKey(key.id))
            }
            #expect(try await store.activation(citizen.activation.id)?.notices == notices)
            _ = try await store.erase(CitizenErasure(citizen: citizen.activation.citizen), by: samples.actor, now: clock.now)
            for notice in notices {
                let message = try #require(try await store.message(notice))
                #expect(message.state == .cancelled && message.domain.isEmpty)
            }
            #expect(try await store.message(stranger.redemption.notice.id)?.state == .queued)
        }
    }

    @Test("an activation whose notices nobody noted is told from one that has none", arguments: StoreUnderTest.all)
    func unknownNotices(_ driver: StoreUnderTest) async throws {
        try await driver.run { store, clock in
            let samples = Samples(clock)
            for notices in [nil, []] as [[QueueID]?] {
                let mail = samples.entry(KindTable.activationLink)
                var activation = samples.activation(mail: mail)
                activation.notices = notices
                _ = try await store.issue(activation, mail: mail, terms: samples.terms())
                #expect(try await store.citizenRecords(activation.citizen).activations.map(\.notices) == [notices])
                let redemption = samples.redemption(of: activation)
                #expect(try await store.redeem(redemption) == .redeemed)
                #expect(try await store.activation(activation.id)?.notices == [redemption.notice.id])
            }
        }
    }

    @Test("the newest notices are remembered, and a pending activation's as well", arguments: StoreUnderTest.all)
    func manyNotices(_ driver: StoreUnderTest) async throws {
        try await driver.run { store, clock in
            let samples = Samples(clock)
            let link = samples.entry(KindTable.activationLink)
            let activation = samples.activation(mail: link)
            _ = try await store.issue(activation, mail: link, terms: samples.terms())
            var notices: [QueueID] = []
            for _ in 0...Activation.noticesKept {
                let stored = try #require(try await store.activation(activation.id))
                let (mail, notice) = (samples.entry(KindTable.activationLink), samples.entry(KindTable.addressChanged))
                let correction = AddressCorrection(
                    activation: activation.id,
                    target: .link(ActivationMail(activation: activation.id, token: samples.random.bytes(32), expires: mail.expires), mail),
                    former: stored.sealedAddress, sealedAddress: samples.random.bytes(60), address: samples.random.bytes(32),
                    confirmedWarnings: [])
                #expect(try await store.correct(correction, notice: notice, terms: samples.terms()) == .committed)
                notices.append(notice.id)
            }
            #expect(try await store.activation(activation.id)?.notices == Array(notices.dropFirst()))
        }
    }

    @Test("mails of a domain are read in parts, of one kind alone", arguments: StoreUnderTest.all)
    func waiting(_ driver: StoreUnderTest) async throws {
        try await driver.run { store, clock in
            let samples = Samples(clock)
            let entries = (0..<5).map { samples.entry(domain: $0 == 2 ? "other.example" : "example.be") }
            try await store.enqueue(entries + [samples.entry(KindTable.activationLink)])
            var (row, seen) = (Int64.min, [QueueID]())
            while case let part = try await store.waitingEntries(
                domain: "example.be", kind: KindTable.oneTimeCode, after: row, limit: 3), let last = part.last
            {
                #expect(part.count <= 3)
                seen += part.map(\.id)
                row = last.row
            }
            #expect(Set(seen) == Set(entries.filter { $0.domain == "example.be" }.map(\.id)) && seen.count == 4)
        }
    }

    @Test("the write-ahead log is emptied on demand")
    func emptyLog() async throws {
        let (directory, clock) = (TemporaryDirectory(), ManualClock())
        let store = try SQLiteStore.open(at: .directory(directory.path), clock: clock, logger: .quiet, audit: .sample)
        defer { store.close() }
        let content = [UInt8]("a box that must go, 0123456789".utf8)
        let entry = Samples(clock).entry(content: content)
        try await store.enqueue([entry])
        _ = try await store.cancel(entry.id, reason: .revoked, now: clock.now)
        #expect(try await store.emptyLog())
        #expect(directory.bytes(of: "postduif.sqlite-wal").isEmpty)
        #expect(!directory.bytes(of: "postduif.sqlite").contains(content))
        store.close()
        await #expect(throws: StoreFault.closed) { try await store.emptyLog() }
    }
}
