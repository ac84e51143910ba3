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

    private func citizen(_ store: any StoreUnderTest.Store, _ samples: Samples) async throws -> Citizen {
        let (link, mail) = (samples.entry(KindTable.activationLink), samples.entry())
        let activation = samples.activation(mail: link)
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
            #expect(records.messages.map(\.id) == [first.activation.message, first.challenge.message])
            #expect(records.audit.map(\.action) == ["activation_issued", "activation_redeemed"])
            #expect(records.audit.allSatisfy { $0.object == first.activation.id.description })
            #expect(try await store.cancel(first.activation.message, reason: .cancelledByCaller, now: clock.now) == .cancelled)
            let notice = first.redemption.notice.id
            let erasure = CitizenErasure(
                citizen: first.activation.citizen, challenges: records.challenges.map(\.id), mails: [notice], limitSubjects: [[7]])
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
            // The line has both mails: nobody can take them back.
            #expect(try await store.leaseAll(LeaseOwner(token: 4), now: clock.now).count == 3)
            let erasure = CitizenErasure(citizen: citizen.activation.citizen, challenges: [], mails: [], limitSubjects: [])
            let counts = try await store.erase(erasure, by: samples.actor, now: clock.now).counts
            #expect(counts.codes == 1 && counts.mailsInFlight == 2 && counts.cancelledMails == 0)
            #expect(try await store.challenge(citizen.challenge.id) == nil)
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
            let erasure = CitizenErasure(citizen: [1, 2, 3], challenges: [], mails: [], limitSubjects: [charge.subject, [8]])
            #expect(try await store.erase(erasure, by: samples.actor, now: clock.now).counts.limitCounters == 1)
            #expect(try await issue() == .committed)
            let nothing = CitizenErasure(citizen: [1, 2, 3], challenges: [], mails: [], limitSubjects: [])
            let done = try await store.erase(nothing, by: samples.actor, now: clock.now)
            #expect(done.counts == ErasureCounts() && done.entry.number == 2)
        }
    }

    @Test("mails of a domain are read in parts", arguments: StoreUnderTest.all)
    func waiting(_ driver: StoreUnderTest) async throws {
        try await driver.run { store, clock in
            let samples = Samples(clock)
            let entries = (0..<5).map { samples.entry(domain: $0 == 2 ? "other.example" : "example.be") }
            try await store.enqueue(entries)
            var (row, seen) = (Int64.min, [QueueID]())
            while case let part = try await store.waitingEntries(domain: "example.be", after: row, limit: 3), let last = part.last {
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
