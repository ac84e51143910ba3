import GRDB
import Issuance
import Mail
import Queue
import StoreSQLite
import TestKit
import Testing

@Suite("Seal: boxes that are sealed again")
struct ResealConformanceTests {
    /// One row in each place, and the box that it holds.
    private func fill(_ store: any StoreUnderTest.Store, _ samples: Samples) async throws -> [SealedPlace: SealedBox] {
        let mail = samples.entry(KindTable.activationLink, life: .seconds(80_000))
        let activation = samples.activation(mail: mail)
        #expect(try await store.issue(activation, mail: mail, terms: samples.terms()) == .committed)
        let redeemed = samples.activation(mail: samples.entry(KindTable.activationLink))
        #expect(
            try await store.issue(redeemed, mail: samples.entry(KindTable.activationLink), terms: samples.terms()) == .committed)
        let redemption = samples.redemption(of: redeemed)
        #expect(try await store.redeem(redemption) == .redeemed)
        let person = samples.person()
        #expect(try await store.give(samples.gift(.registrationOfficer, to: person), renaming: true, terms: samples.terms()) == .committed)
        let codeMail = samples.entry()
        let challenge = samples.challenge(mail: codeMail)
        #expect(try await store.issue(challenge, mail: codeMail, terms: samples.terms()) == .committed)
        return [
            .queue: SealedBox(row: mail.id.bytes, box: mail.sealedContent),
            .activations: SealedBox(row: activation.id.bytes, box: activation.sealedAddress),
            .digitalKeys: SealedBox(row: redemption.key.id.bytes, box: redemption.key.sealedAddress),
            .codeChallenges: SealedBox(row: challenge.id.bytes, box: challenge.sealedAddress),
            .persons: SealedBox(row: person.id.bytes, box: person.sealedName),
        ]
    }

    @Test("every place shows its boxes by identifier, a page at a time", arguments: StoreUnderTest.all)
    func pages(_ driver: StoreUnderTest) async throws {
        try await driver.run { store, clock in
            let samples = Samples(clock)
            let kept = try await fill(store, samples)
            for place in SealedPlace.allCases {
                let all = try await store.boxes(in: place, after: [], limit: 100)
                #expect(all.contains(try #require(kept[place])), "\(place)")
                var (paged, last): ([SealedBox], [UInt8]) = ([], [])
                while let next = try await store.boxes(in: place, after: last, limit: 1).first {
                    paged.append(next)
                    last = next.row
                }
                #expect(paged == all && Set(all.map(\.row)).count == all.count)
            }
        }
    }

    @Test("a box is replaced where it still is what was read", arguments: StoreUnderTest.all, SealedPlace.allCases)
    func replace(_ driver: StoreUnderTest, _ place: SealedPlace) async throws {
        try await driver.run { store, clock in
            let box = try #require(try await fill(store, Samples(clock))[place])
            let other = SealedBox(row: box.row, box: [9, 9])
            #expect(try await store.replace([(former: other, new: [1])], in: place) == 0)
            #expect(try await store.boxes(in: place, after: [], limit: 100).contains(box))
            #expect(try await store.replace([(former: box, new: [1, 2, 3]), (former: other, new: [4])], in: place) == 1)
            #expect(try await store.boxes(in: place, after: [], limit: 100).contains(SealedBox(row: box.row, box: [1, 2, 3])))
        }
    }

    /// A box that a rotation passes over cannot be opened once its key is dropped.
    @Test("every column that holds boxes is in one of the places")
    func columns() async throws {
        let directory = TemporaryDirectory()
        let store = try SQLiteStore.open(at: .directory(directory.path), clock: ManualClock(), logger: .quiet)
        store.close()
        let columns = try await DatabaseQueue(path: directory.path + "/postduif.sqlite").read { db in
            try String.fetchAll(
                db,
                sql: """
                    SELECT m.name FROM sqlite_master AS m JOIN pragma_table_info(m.name) AS c \
                    WHERE m.type = 'table' AND c.name LIKE 'sealed%' AND c.type = 'BLOB' ORDER BY m.name
                    """)
        }
        #expect(columns == SealedPlace.allCases.map(\.rawValue).sorted())
    }

    @Test("a leased entry keeps its lease, and is settled by it", arguments: StoreUnderTest.all)
    func leased(_ driver: StoreUnderTest) async throws {
        try await driver.run { store, clock in
            let samples = Samples(clock)
            let entry = samples.entry()
            try await store.enqueue([entry])
            let lease = try #require(try await store.leaseAll(LeaseOwner(token: 5), now: clock.now).first)
            let box = SealedBox(row: entry.id.bytes, box: entry.sealedContent)
            #expect(try await store.replace([(former: box, new: [7])], in: .queue) == 1)
            #expect(await store.settle(try samples.settlement(lease, .finished(.accepted))) == .settled)
            #expect(try await store.boxes(in: .queue, after: [], limit: 10).isEmpty)
        }
    }

    @Test("the key that all is under is none at first, then the last one told, since when it was told first", arguments: StoreUnderTest.all)
    func sealedUnder(_ driver: StoreUnderTest) async throws {
        try await driver.run { store, clock in
            #expect(try await store.sealedUnder() == nil)
            for key in [7, UInt32.max] {
                let since = clock.now
                try await store.setSealedUnder(key, by: .service)
                clock.advance(by: .seconds(60))
                try await store.setSealedUnder(key, by: .service)
                #expect(try await store.sealedUnder() == SealedUnder(key: key, since: since))
            }
        }
    }
}
