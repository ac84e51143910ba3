import Foundation
import GRDB
import Issuance
import Mail
import Queue
import TestKit
import Testing

@testable import StoreSQLite

/// Limits and supersession of a store whose memtables are full after eight values, against a model: over restarts, kills, batches that
/// fail in part, erasures and clocks that go on.
@Suite("Memtables of a store")
struct MemtableStoreTests {
    private static let subjects = 24
    private static let maximum = 3

    /// What the store must know.
    private struct Model {
        var counters: [Int: LimitCounters] = [:]
        var challenges: [Int: CodeChallenge] = [:]
    }

    private final class Stage {
        let clock = ManualClock()
        let samples: Samples
        let random: SeededRandom
        var folder = TemporaryDirectory()
        var store: SQLiteStore

        private let capacity: Int

        init(seed: UInt64, capacity: Int = 8) throws {
            self.capacity = capacity
            samples = Samples(clock, seed: seed)
            random = SeededRandom(seed: seed)
            store = try Self.open(folder, clock, capacity)
        }

        private static func open(_ folder: TemporaryDirectory, _ clock: ManualClock, _ capacity: Int) throws -> SQLiteStore {
            try StoreOpening(
                location: .directory(folder.path), clock: clock, logger: .quiet, audit: .sample, changes: ChangeHub(), lock: nil,
                memtableCapacity: capacity
            ).open()
        }

        func restart() throws {
            store.close()
            store = try Self.open(folder, clock, capacity)
        }

        /// Goes on with what was on disk, as after a kill.
        func kill() throws {
            let copy = TemporaryDirectory()
            try FileManager.default.createDirectory(atPath: copy.path, withIntermediateDirectories: true)
            for name in ["postduif.sqlite", "postduif.sqlite-wal"] where FileManager.default.fileExists(atPath: folder.path + "/" + name) {
                try FileManager.default.copyItem(atPath: folder.path + "/" + name, toPath: copy.path + "/" + name)
            }
            store.close()
            folder = copy
            store = try Self.open(folder, clock, capacity)
        }

        /// From now on the table takes no value.
        func damageLimitCounters() async throws {
            try await store.writer.write { batch in
                try batch.db.database.execute(
                    sql: """
                        CREATE TRIGGER damaged BEFORE INSERT ON limit_counters BEGIN SELECT RAISE(ABORT, 'damaged'); END
                        """)
            }
        }

        /// In the table or in the log.
        func holds(_ subject: SubjectKey) throws -> Bool {
            try DatabaseQueue(path: folder.path + "/postduif.sqlite").read { db in
                let connection = Connection(db)
                let row = try connection.row(Statements.limitCounters, .key(subject)) { $0.limitCounters() }
                return try row != nil || connection.memtables(capacity: 8).limitCounters(of: subject) != nil
            }
        }

        func pointsAtChallenge(of subject: SubjectKey) throws -> Bool {
            try DatabaseQueue(path: folder.path + "/postduif.sqlite").read { db in
                let connection = Connection(db)
                let row: CodeID? = try connection.row(Statements.pendingChallenge, .key(subject)) { try $0.id(0) }
                return try row != nil || connection.memtables(capacity: 8).withState { $0.challenges[subject] } != nil
            }
        }

        func rows(_ table: String) throws -> Int {
            try DatabaseQueue(path: folder.path + "/postduif.sqlite").read {
                try Int.fetchOne($0, sql: "SELECT count(*) FROM \(table)") ?? 0
            }
        }
    }

    private func recipient(_ number: Int) -> [UInt8] { [UInt8(number * 11)] + [UInt8](repeating: 1, count: 31) }
    private func subject(_ number: Int) -> [UInt8] { [UInt8(number * 11)] + [UInt8](repeating: 2, count: 31) }

    private func charge(_ number: Int) -> LimitCharge {
        LimitCharge(limit: LimitCharge.recipientHour, subject: recipient(number), window: .hour, maximum: Self.maximum)
    }

    @Test("nothing is forgotten and nothing comes back", arguments: UInt64(1)...12)
    func random(seed: UInt64) async throws {
        let stage = try Stage(seed: seed)
        defer { stage.store.close() }
        var model = Model()
        for step in 0..<120 {
            try await perform(stage, &model)
            if step % 10 == 9 { try await compare(stage, model, "seed \(seed), step \(step)") }
        }
        // Steps on the way into the tables go with any transaction.
        for _ in 0..<600 { try await stage.store.enqueue([]) }
        #expect(try stage.rows("limit_counters") > 0)
        #expect(try stage.rows("memtable_log") <= 2 * 8)
        try await compare(stage, model, "seed \(seed), end")
    }

    private func perform(_ stage: Stage, _ model: inout Model) async throws {
        switch stage.random.next(below: 20) {
        case 0...12: try await issue(stage, &model)
        case 13: try await issueBesideOneThatFails(stage, &model)
        case 14: try await erase(stage, &model)
        case 15: try stage.restart()
        case 16: try stage.kill()
        case 17: _ = try await stage.store.prune(historyBefore: .distantPast, now: stage.clock.now, limit: 100)
        case 18: stage.clock.advance(by: .seconds(Int64(stage.random.next(below: 3_000))))
        default: stage.clock.advance(by: .seconds(Int64(stage.random.next(below: 100))))
        }
    }

    private func issue(_ stage: Stage, _ model: inout Model) async throws {
        let number = Int(stage.random.next(below: UInt64(Self.subjects)))
        let (now, mail) = (stage.clock.now, stage.samples.entry())
        let challenge = stage.samples.challenge(mail: mail, subject: subject(number))
        let result = try await stage.store.issue(challenge, mail: mail, terms: stage.samples.terms(nil, [charge(number)]))
        guard (model.counters[number] ?? .none).used(.hour, at: now) < Self.maximum else {
            #expect(result != .committed)
            return
        }
        #expect(result == .committed)
        try await note(challenge, of: number, stage, &model)
    }

    private func note(_ challenge: CodeChallenge, of number: Int, _ stage: Stage, _ model: inout Model) async throws {
        if let former = model.challenges[number], stage.clock.now < former.expires {
            #expect(try await stage.store.challenge(former.id)?.state == .superseded)
            #expect(try await stage.store.message(former.message)?.state == .cancelled)
        }
        model.counters[number, default: .none].add(at: stage.clock.now)
        model.challenges[number] = challenge
    }

    /// Two with one identifier: the second is rolled back to its savepoint, or refused before anything was written.
    private func issueBesideOneThatFails(_ stage: Stage, _ model: inout Model) async throws {
        let number = Int(stage.random.next(below: UInt64(Self.subjects)))
        let (store, samples) = (stage.store, stage.samples)
        guard (model.counters[number] ?? .none).used(.hour, at: stage.clock.now) + 1 < Self.maximum else { return }
        let mail = samples.entry()
        let challenge = samples.challenge(mail: mail, subject: subject(number))
        let terms = samples.terms(nil, [charge(number)])
        async let first = try? store.issue(challenge, mail: mail, terms: terms)
        async let second = try? store.issue(challenge, mail: mail, terms: terms)
        let results = await [first, second]
        #expect(results.count { $0 == .committed } == 1 && results.count { $0 == nil } == 1)
        try await note(challenge, of: number, stage, &model)
    }

    private func erase(_ stage: Stage, _ model: inout Model) async throws {
        let number = Int(stage.random.next(below: UInt64(Self.subjects)))
        let mailbox = CitizenErasure.Mailbox(
            address: [9], mails: [], limitSubjects: [recipient(number)], triesSubject: [UInt8](repeating: 8, count: 16))
        let challenges = stage.random.next(below: 2) == 0 ? model.challenges[number].map { [$0.id] } ?? [] : []
        _ = try await stage.store.erase(
            CitizenErasure(citizen: [1, 2, 3], challenges: challenges, mailboxes: [mailbox]), by: stage.samples.actor,
            now: stage.clock.now)
        model.counters[number] = nil
        if !challenges.isEmpty {
            model.challenges[number] = nil
            #expect(try !stage.pointsAtChallenge(of: SubjectKey(subject(number))))
        }
        #expect(try !stage.holds(SubjectKey(recipient(number))))
    }

    /// As a reader sees it.
    private func compare(_ stage: Stage, _ model: Model, _ place: String) async throws {
        let now = stage.clock.now
        for number in 0..<Self.subjects {
            let used = (model.counters[number] ?? .none).used(.hour, at: now)
            let charges = [[LimitCharge]](repeating: [charge(number)], count: Self.maximum + 1)
            let refusals = try await stage.store.refusals(of: charges, now: now)
            #expect(refusals.count { $0 == nil } == Self.maximum - used, "\(place), subject \(number)")
        }
    }

    @Test("after a day and an hour nothing is left of a mailbox that nobody wrote to")
    func retention() async throws {
        let stage = try Stage(seed: 1)
        defer { stage.store.close() }
        let mail = stage.samples.entry()
        let challenge = stage.samples.challenge(mail: mail, subject: subject(1))
        _ = try await stage.store.issue(challenge, mail: mail, terms: stage.samples.terms(nil, [charge(1)]))
        #expect(try stage.rows("memtable_log") == 1 && stage.rows("limit_counters") == 0)
        stage.clock.advance(by: .seconds(3_600))
        _ = try await stage.store.prune(historyBefore: .distantPast, now: stage.clock.now, limit: 100)
        _ = try await stage.store.prune(historyBefore: .distantPast, now: stage.clock.now, limit: 100)
        // The code was over by then and is nowhere.
        #expect(try stage.rows("memtable_log") == 0 && stage.rows("limit_counters") == 1 && stage.rows("pending_challenges") == 0)
        stage.clock.advance(by: .seconds(24 * 3_600 + 1))
        _ = try await stage.store.prune(historyBefore: .distantPast, now: stage.clock.now, limit: 100)
        #expect(try stage.rows("limit_counters") == 0)
    }

    @Test("after a burst and an hour of quiet the pruning alone moves all that is over", arguments: [99, 100, 250])
    func quiet(codes: Int) async throws {
        let stage = try Stage(seed: 1, capacity: 1_000)
        defer { stage.store.close() }
        for number in 0..<codes {
            let (mail, subject) = (stage.samples.entry(), [UInt8(number)] + [UInt8](repeating: 3, count: 31))
            let challenge = stage.samples.challenge(mail: mail, subject: subject)
            _ = try await stage.store.issue(challenge, mail: mail, terms: stage.samples.terms())
        }
        #expect(try stage.rows("memtable_log") == codes)
        stage.clock.advance(by: .seconds(3_600))
        var prunings = 0
        while prunings < 100, try await stage.store.prune(historyBefore: .distantPast, now: stage.clock.now, limit: 100) >= 100 {
            prunings += 1
        }
        #expect(try stage.rows("memtable_log") == 0 && stage.rows("pending_challenges") == 0 && prunings < 20)
    }

    @Test("codes that come while a pruning goes on do not keep it going")
    func busy() async throws {
        let stage = try Stage(seed: 1, capacity: 1_000)
        defer { stage.store.close() }
        func issue(_ number: Int) async throws {
            let (mail, subject) = (stage.samples.entry(), [UInt8(number)] + [UInt8](repeating: 3, count: 31))
            let challenge = stage.samples.challenge(mail: mail, subject: subject)
            _ = try await stage.store.issue(challenge, mail: mail, terms: stage.samples.terms())
        }
        try await issue(0)
        stage.clock.advance(by: .seconds(3_600))
        // As of a caller that asks the clock once.
        let began = stage.clock.now
        var prunings = 0
        while prunings < 50, try await stage.store.prune(historyBefore: .distantPast, now: began, limit: 100) >= 100 {
            prunings += 1
            stage.clock.advance(by: .milliseconds(50))
            try await issue(prunings)
        }
        #expect(prunings < 5)
    }

    @Test("a table that takes no value does not keep the pruning for ever")
    func restingTable() async throws {
        let stage = try Stage(seed: 1)
        defer { stage.store.close() }
        try await stage.damageLimitCounters()
        var model = Model()
        for _ in 0..<60 { try await issue(stage, &model) }
        var prunings = 0
        while prunings < 20, try await stage.store.prune(historyBefore: .distantPast, now: stage.clock.now, limit: 100) >= 100 {
            prunings += 1
        }
        #expect(prunings < 20)
        try await compare(stage, model, "resting")
    }

    @Test("a log that has run dry takes the next row, and keeps it", arguments: [31, 32, 33, 64])
    func dryLog(rows: Int) async throws {
        let stage = try Stage(seed: 1, capacity: 1_000)
        defer { stage.store.close() }
        func issue(_ number: Int) async throws -> CodeChallenge {
            let mail = stage.samples.entry()
            let challenge = stage.samples.challenge(mail: mail, subject: subject(number))
            let charge = LimitCharge(
                limit: LimitCharge.recipientHour, subject: recipient(number), window: .hour, maximum: 1_000)
            #expect(try await stage.store.issue(challenge, mail: mail, terms: stage.samples.terms(nil, [charge])) == .committed)
            return challenge
        }
        // One subject: one value, and a row for each transaction.
        for _ in 0..<rows { _ = try await issue(1) }
        var transactions = 0
        while try stage.rows("memtable_log") > 0, transactions < 100 {
            stage.clock.advance(by: .seconds(3_600))
            _ = try await stage.store.prune(historyBefore: .distantPast, now: stage.clock.now, limit: 100)
            transactions += 1
        }
        let challenge = try await issue(2)
        for _ in 0..<3 { try await stage.store.enqueue([]) }
        #expect(try stage.holds(SubjectKey(recipient(2))))
        try stage.kill()
        _ = try await issue(2)
        #expect(try await stage.store.challenge(challenge.id)?.state == .superseded)
    }

    @Test("one generation after the other comes into the tables, and its rows leave the log")
    func generations() async throws {
        let stage = try Stage(seed: 1)
        defer { stage.store.close() }
        var (issued, most) = (0, 0)
        for number in 0..<240 {
            let (mail, subject) = (stage.samples.entry(), [UInt8(number)] + [UInt8](repeating: 3, count: 31))
            let charge = LimitCharge(limit: LimitCharge.recipientHour, subject: subject, window: .hour, maximum: 1)
            let challenge = stage.samples.challenge(mail: mail, subject: subject)
            if try await stage.store.issue(challenge, mail: mail, terms: stage.samples.terms(nil, [charge])) == .committed { issued += 1 }
            most = max(most, try stage.rows("memtable_log"))
        }
        #expect(issued == 240 && most <= 3 * 8)
        #expect(try stage.rows("limit_counters") >= 240 - 3 * 8 && stage.rows("pending_challenges") >= 240 - 3 * 8)
    }

    @Test("a table that takes no value keeps no request from its commit, and nothing is lost")
    func damagedTable() async throws {
        let stage = try Stage(seed: 1)
        defer { stage.store.close() }
        try await stage.damageLimitCounters()
        var model = Model()
        for _ in 0..<60 { try await issue(stage, &model) }
        #expect(try stage.rows("limit_counters") == 0 && stage.rows("memtable_log") > 8)
        try await compare(stage, model, "damaged")
        try stage.restart()
        try await compare(stage, model, "restarted")
        try await stage.store.writer.write { try $0.db.database.execute(sql: "DROP TRIGGER damaged") }
        _ = try await stage.store.prune(historyBefore: .distantPast, now: stage.clock.now, limit: 100)
        for _ in 0..<200 { try await stage.store.enqueue([]) }
        #expect(try stage.rows("limit_counters") > 8 && stage.rows("memtable_log") <= 16)
        try await compare(stage, model, "mended")
    }

    @Test("a clock that ran ahead and came back leaves nothing in the log for ever")
    func clockAhead() async throws {
        let stage = try Stage(seed: 1)
        defer { stage.store.close() }
        var model = Model()
        let now = stage.clock.now
        stage.clock.jump(to: now + .seconds(10 * 86_400))
        try await issue(stage, &model)
        stage.clock.jump(to: now)
        try await issue(stage, &model)
        for _ in 0..<3 { _ = try await stage.store.prune(historyBefore: .distantPast, now: now, limit: 100) }
        #expect(try stage.rows("memtable_log") == 0 && stage.rows("limit_counters") > 0)
    }

    @Test("a log that ends within a value is damage, and said so")
    func damage() async throws {
        let stage = try Stage(seed: 1)
        stage.store.close()
        let database = try DatabaseQueue(path: stage.folder.path + "/postduif.sqlite")
        try await database.write { try $0.execute(sql: "INSERT INTO memtable_log (at, limits, challenges) VALUES (0, x'00', x'')") }
        try database.close()
        #expect {
            try stage.restart()
        } throws: {
            if case StoreOpenFault.damaged? = $0 as? StoreOpenFault { true } else { false }
        }
    }
}
