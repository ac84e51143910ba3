import Issuance
import Mail
import Queue
import StoreSQLite
import TestKit
import Testing

@Suite("Audit log: what is recorded")
struct AuditConformanceTests {
    /// What an entry says, without number, time and MAC.
    private func said(_ store: any StoreUnderTest.Store) async throws -> [String] {
        try await store.auditEntries(after: 0, limit: 1_000).map {
            [$0.actor, $0.action, $0.object, $0.municipality ?? "-", $0.details].joined(separator: " ")
        }
    }

    /// Whether all entries follow one another.
    private func isChained(_ store: any StoreUnderTest.Store) async throws -> Bool {
        var end = AuditEnd.beginning
        for entry in try await store.auditEntries(after: .min, limit: 10_000) {
            guard AuditChain.sample.isIntact(entry, after: end) else { return false }
            end = entry.end
        }
        return true
    }

    @Test("an activation's issuance, resend and redemption are recorded with their actors", arguments: StoreUnderTest.all)
    func activations(_ driver: StoreUnderTest) async throws {
        try await driver.run { store, clock in
            let samples = Samples(clock)
            let (mail, second) = (samples.entry(KindTable.activationLink), samples.entry(KindTable.activationLink))
            let activation = samples.activation(mail: mail)
            _ = try await store.issue(activation, mail: mail, terms: samples.terms())
            clock.advance(by: .seconds(60))
            let link = ActivationMail(activation: activation.id, token: activation.token, expires: activation.expires)
            _ = try await store.resend(link, mail: second, terms: samples.terms())
            #expect(try await store.redeem(samples.redemption(of: activation, code: [0])) == .invalid)
            let redemption = samples.redemption(of: activation)
            #expect(try await store.redeem(redemption) == .redeemed)
            let (front, id) = (samples.actor.text, activation.id)
            #expect(
                try await said(store) == [
                    "\(front) activation_issued \(id) 44021 no_eid paper normal", "\(front) activation_resent \(id) 44021 ",
                    "\(front) activation_redeemed \(id) 44021 \(redemption.key.id)",
                ])
            let entries = try await store.auditEntries(after: 1, limit: 1)
            #expect(entries.map(\.number) == [2] && entries.map(\.at) == [clock.now])
            #expect(try await isChained(store))
        }
    }

    @Test("registers, pauses and messages are recorded, what changed nothing is not", arguments: StoreUnderTest.all)
    func registers(_ driver: StoreUnderTest) async throws {
        try await driver.run { store, clock in
            let samples = Samples(clock)
            let agreement = Agreement(signedOn: clock.now, signatory: "A. Peeters", function: "mayor", validFrom: clock.now)
            try await store.register(Municipality(nis: "44021", name: "Gent", languages: [.nl], agreement: nil))
            for _ in 0..<2 {
                try await store.register(Municipality(nis: "44021", name: "Gent", languages: [.nl], agreement: agreement))
            }
            try await store.register(Municipality(nis: "44021", name: "Stad Gent", languages: [.nl], agreement: agreement))
            let branding = MunicipalityBranding(senderName: NameByLanguage("Stad Gent"))
            for _ in 0..<2 {
                try await store.register(
                    Municipality(nis: "44021", name: "Stad Gent", languages: [.nl], branding: branding, agreements: [agreement]))
            }
            let key = APIKey(
                id: APIKeyID(at: clock.now, random: samples.random), name: "front", scopes: [.codesWrite, .activationsWrite],
                municipality: "44021", digest: samples.random.bytes(32), created: clock.now)
            try await store.add(key)
            for _ in 0..<2 { _ = try await store.revoke(key.id, by: samples.actor, now: clock.now) }
            for _ in 0..<2 { try await store.setPaused(true, .relay("primary"), by: samples.actor, now: clock.now) }
            for _ in 0..<2 { try await store.setPaused(false, .relay("primary"), now: clock.now) }
            let message = samples.entry(dueIn: .seconds(60))
            try await store.enqueue([message])
            for action in [MessageAction.hold, .hold, .release, .retry] {
                _ = try await store.perform(action, on: message.id, minimumLeft: [:], now: clock.now)
            }
            for _ in 0..<2 { _ = try await store.cancel(message.id, reason: .cancelledByOperator, now: clock.now) }
            try await store.record(AuditAct(by: .service, .restored))
            let front = samples.actor.text
            #expect(
                try await said(store) == [
                    "local_operator municipality_registered 44021 44021 new", "local_operator agreement_registered 44021 44021 ",
                    "local_operator municipality_registered 44021 44021 changed",
                    "local_operator municipality_registered 44021 44021 changed branding",
                    "local_operator api_key_created \(key.id) 44021 activations:write codes:write",
                    "\(front) api_key_revoked \(key.id) 44021 ", "\(front) paused relay primary - ",
                    "local_operator resumed relay primary - ", "local_operator message_held \(message.id) 44021 ",
                    "local_operator message_released \(message.id) 44021 ", "local_operator message_cancelled \(message.id) 44021 ",
                    "service restored  - ",
                ])
            #expect(try await isChained(store))
        }
    }

    @Test("a replay, a conflict and a limit leave no entry", arguments: StoreUnderTest.all)
    func refused(_ driver: StoreUnderTest) async throws {
        try await driver.run { store, clock in
            let samples = Samples(clock)
            let charge = LimitCharge(limit: "per_recipient_per_day", subject: [1], window: .day, maximum: 1)
            func issue(_ record: IdempotencyRecord?) async throws {
                let mail = samples.entry(KindTable.activationLink)
                _ = try await store.issue(samples.activation(mail: mail), mail: mail, terms: samples.terms(record, [charge]))
            }
            for body in [1, 1, 2] as [UInt8] { try await issue(samples.record(key: [1], body: body)) }
            try await issue(nil)
            #expect(try await store.auditEntries(after: 0, limit: 10).count == 1)
        }
    }

    @Test("acts at one time are one chain, also where one of them fails", arguments: StoreUnderTest.all)
    func concurrent(_ driver: StoreUnderTest) async throws {
        try await driver.run { store, clock in
            let samples = Samples(clock)
            func key(_ number: Int) -> APIKey {
                // Every fourth has the digest of another: its insertion fails and takes its entry back.
                APIKey(
                    id: APIKeyID(at: clock.now, random: samples.random), name: "front", scopes: [.codesWrite], municipality: nil,
                    digest: number % 4 == 0 ? [0] : samples.random.bytes(32), created: clock.now)
            }
            try await store.add(key(0))
            let keys = (1...100).map(key)
            let added = await withTaskGroup(of: Bool.self) { group in
                for key in keys { group.addTask { (try? await store.add(key)) != nil } }
                return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
            }
            #expect(added == 75)
            let entries = try await store.auditEntries(after: 0, limit: 1_000)
            #expect(entries.map(\.number) == Array(1...76))
            #expect(try await Set(entries.map(\.object)) == Set(store.apiKeys().map(\.id.description)))
            #expect(try await isChained(store))
        }
    }

    @Test("the chain goes on after a restart, and nothing is recorded without the key")
    func restart() async throws {
        let (directory, clock) = (TemporaryDirectory(), ManualClock())
        for _ in 0..<2 {
            let store = try SQLiteStore.open(at: .directory(directory.path), clock: clock, logger: .quiet, audit: .sample)
            try await store.record(AuditAct(by: .service, .restored))
            #expect(try await isChained(store))
            store.close()
        }
        let store = try SQLiteStore.open(at: .directory(directory.path), clock: clock, logger: .quiet)
        defer { store.close() }
        #expect(try await store.auditEntries(after: 0, limit: 10).map(\.number) == [1, 2])
        await #expect(throws: StoreFault.broken("the audit log cannot be kept without the seal key")) {
            try await store.setPaused(true, .relay("primary"), now: clock.now)
        }
        #expect(try await store.pauses().isEmpty)
    }
}
