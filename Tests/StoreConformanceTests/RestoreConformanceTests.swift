import Foundation
import Issuance
import Mail
import Queue
import StoreSQLite
import TestKit
import Testing

@Suite("Restored databases")
struct RestoreConformanceTests {
    private let clock = ManualClock()
    private let samples: Samples

    init() { samples = Samples(clock) }

    private func open(_ directory: TemporaryDirectory) throws -> SQLiteStore {
        try SQLiteStore.open(at: .directory(directory.path), clock: clock, logger: .quiet, audit: .sample)
    }

    /// The copy of a database with one message leased, one leased and withdrawn, two that wait, one that is held.
    private func copy() async throws -> (store: SQLiteStore, directory: TemporaryDirectory, ids: [String: QueueID]) {
        let (directory, elsewhere) = (TemporaryDirectory(), TemporaryDirectory())
        let store = try open(directory)
        defer { store.close() }
        let entries = [
            "leased": samples.entry(), "withdrawn": samples.entry(), "queued": samples.entry(dueIn: .seconds(60)),
            "later": samples.entry(KindTable.activationLink, dueIn: .seconds(90), life: .seconds(80_000)),
            "held": samples.entry(dueIn: .seconds(60)),
        ]
        try await store.enqueue(Array(entries.values))
        let held = try #require(entries["held"]?.id)
        #expect(try await store.perform(.hold, on: held, minimumLeft: [:], by: .localOperator, now: clock.now) == .done)
        #expect(try await store.leaseAll(LeaseOwner(token: 5), now: clock.now).count == 2)
        let withdrawn = try #require(entries["withdrawn"]?.id)
        #expect(try await store.cancel(withdrawn, reason: .cancelledByOperator, now: clock.now) == .inFlight)
        #expect(try await store.restored() == nil)
        try FileManager.default.createDirectory(atPath: elsewhere.path, withIntermediateDirectories: true)
        _ = try await store.backup(to: elsewhere.path + "/postduif.sqlite", isReplacing: false, at: clock.now) { _ in }
        #expect(try await store.restored() == nil, "the database itself is none")
        return (try open(elsewhere), elsewhere, entries.mapValues(\.id))
    }

    @Test("a copy says of when it is and what waits in it, until it is accepted", arguments: [false, true])
    func accepted(isHolding: Bool) async throws {
        let made = clock.now
        let (store, directory, ids) = try await copy()
        let expected = RestoredDatabase(made: made, waiting: 4, held: 1)
        #expect(try await store.restored() == expected)
        store.close()
        clock.advance(by: .seconds(30))
        let next = try open(directory)
        defer { next.close() }
        #expect(try await next.restored() == expected, "another start changes nothing")
        #expect(try await next.acceptRestored(isHolding: isHolding, by: .localOperator) == expected)
        #expect(try await next.restored() == nil)
        #expect(try await next.acceptRestored(isHolding: isHolding, by: .localOperator) == nil, "once")
        var standing: [String: String] = [:]
        for (name, id) in ids {
            let message = try #require(try await next.message(id))
            standing[name] = "\(message.state.rawValue) \(message.reason.rawValue)"
        }
        let (held, doubt) = ("held held_by_operator", "in_doubt process_ended_after_final_dot")
        #expect(
            standing
                == (isHolding
                    ? ["leased": held, "queued": held, "later": held, "held": held, "withdrawn": doubt]
                    : [
                        "leased": "queued process_ended_after_final_dot", "queued": "queued resend_after_doubt",
                        "later": "queued resend_after_doubt", "held": held, "withdrawn": doubt,
                    ]))
        // The policy of each kind goes by this count.
        clock.advance(by: .seconds(90))
        let leases = try await next.leaseAll(LeaseOwner(token: 9), now: clock.now)
        #expect(leases.map(\.entry.resends) == (isHolding ? [] : [1, 1, 1]))
        let summary = try await next.summary(now: clock.now, minimumLeft: [:])
        let standings = [\LaneSummary.leased, \.held, \.queued].map { path in summary.lanes.reduce(0) { $0 + $1[keyPath: path] } }
        #expect(standings == (isHolding ? [0, 4, 0] : [3, 1, 0]), "the counters follow")
        let last = try #require(try await next.auditPage(AuditFilter(), before: nil, limit: 1).entries.first)
        #expect(last.action == "restored" && last.actor == "local_operator" && last.details == (isHolding ? "held=4" : "in_doubt=4"))
        #expect(try await next.pragma("integrity_check") == "ok")
    }

    @Test("the mark and what it was known by are written together; one that is marked keeps its time")
    func marked() async throws {
        let directory = TemporaryDirectory()
        let store = try open(directory)
        defer { store.close() }
        try await store.setPaused(true, .relay("primary"), now: clock.now)
        let last = clock.now
        clock.advance(by: .seconds(100))
        for count in 1...2 {
            try await store.markRestored(AuditAct(by: .service, .auditCut))
            #expect(try await store.restored() == RestoredDatabase(made: last, waiting: 0, held: 0))
            #expect(try await store.auditEnd().number == Int64(1 + count))
            clock.advance(by: .seconds(100))
        }
    }

    @Test("what opens it is read at the moment of its snapshot; a fault there leaves no file")
    func snapshot() async throws {
        struct Gone: Error {}
        let (directory, elsewhere) = (TemporaryDirectory(), TemporaryDirectory())
        try FileManager.default.createDirectory(atPath: elsewhere.path, withIntermediateDirectories: true)
        let store = try open(directory)
        defer { store.close() }
        await #expect(throws: BackupFault.self) {
            _ = try await store.backup(
                to: elsewhere.path + "/copy.sqlite", isReplacing: false, at: clock.now, onSnapshot: { throw Gone() }, progress: { _ in })
        }
        #expect(try FileManager.default.contentsOfDirectory(atPath: elsewhere.path).isEmpty)
    }
}
