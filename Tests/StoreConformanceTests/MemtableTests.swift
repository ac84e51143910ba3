import Issuance
import Mail
import Queue
import TestKit
import Testing

@testable import StoreSQLite

/// Random operations against two dictionaries: what is committed, and what came into the table.
@Suite("Memtable")
struct MemtableTests {
    private let now = Instant(seconds: 1_000)

    private struct World {
        var memtable = Memtable<PendingChallenge>()
        var table: [SubjectKey: PendingChallenge] = [:]
        var committed: [SubjectKey: PendingChallenge] = [:]
        var staged: [SubjectKey: PendingChallenge] = [:]
        var isFlushing = false
        var writes = 0
    }

    /// Few keys, so that they meet; some in one shard.
    private func key(_ random: SeededRandom) -> SubjectKey {
        SubjectKey(high: random.next(below: 8) << 56 | random.next(below: 8), low: 0)
    }

    /// One in four is over.
    private func value(_ random: SeededRandom) -> PendingChallenge {
        PendingChallenge(
            id: CodeID(high: random.next(), low: random.next()), expires: now + .seconds(random.next(below: 4) == 0 ? 0 : 60))
    }

    @Test("whoever looks here first and in the table then finds the newest", arguments: UInt64(1)...40)
    func random(seed: UInt64) {
        let random = SeededRandom(seed: seed)
        var world = World()
        for step in 0..<400 {
            perform(random, &world)
            for high in 0..<UInt64(8) {
                for low in 0..<UInt64(8) {
                    let key = SubjectKey(high: high << 56 | low, low: 0)
                    let expected = world.staged[key] ?? world.committed[key]
                    let found = world.memtable[key] ?? world.table[key]
                    #expect(found == expected || expected?.isOver(at: now) == true, "seed \(seed), step \(step)")
                }
            }
        }
        #expect(world.writes > 20)
    }

    private func perform(_ random: SeededRandom, _ world: inout World) {
        switch random.next(below: 9) {
        case 0...2:
            let (key, value) = (key(random), value(random))
            world.memtable.stage(value, for: key)
            world.staged[key] = value
        case 3:
            world.memtable.commit()
            world.committed.merge(world.staged) { $1 }
            world.staged = [:]
        case 4:
            let savepoint = world.memtable.transaction
            world.memtable.stage(value(random), for: key(random))
            world.memtable.forget([key(random)])
            world.memtable.rollBack(to: savepoint)
        case 5 where !world.isFlushing:
            world.memtable.freeze()
            world.isFlushing = true
            #expect(world.memtable.count == 0)
        case 6:
            forget(key(random), &world)
        default:
            flush(random, &world)
        }
    }

    /// In a transaction of its own; its row goes with it.
    private func forget(_ key: SubjectKey, _ world: inout World) {
        world.memtable.forget([key])
        world.table[key] = nil
        #expect(world.memtable[key] == nil)
        world.memtable.commit()
        world.committed.merge(world.staged) { $1 }
        (world.committed[key], world.staged) = (nil, [:])
    }

    private func flush(_ random: SeededRandom, _ world: inout World) {
        let next = world.memtable.next(Int(random.next(below: 5)) + 1)
        let needed = world.memtable.needed(of: next, at: now)
        #expect(zip(next, next.dropFirst()).allSatisfy { $0.key < $1.key })
        #expect(needed.allSatisfy { !$0.value.isOver(at: now) })
        // One in three transactions is rolled back.
        guard random.next(below: 3) != 0 else { return }
        for (key, value) in needed { world.table[key] = value }
        world.writes += needed.count
        world.memtable.flushed(next.count)
        if world.memtable.next(1).isEmpty { world.isFlushing = false }
    }

    @Test("what is written to the log is read from it", arguments: UInt64(1)...10)
    func log(seed: UInt64) throws {
        let random = SeededRandom(seed: seed)
        func count() -> LimitCounters.Count {
            LimitCounters.Count(since: Instant(microseconds: Int64(bitPattern: random.next())), count: Int(random.next() >> 1))
        }
        let limits = Dictionary(
            uniqueKeysWithValues: (0..<50).map { _ in
                (SubjectKey(random.bytes(32)), LimitCounters(minute: count(), hour: count(), day: count()))
            })
        var read: [SubjectKey: LimitCounters] = [:]
        let log = MemtableLog.encoded(limits)
        try MemtableLog.read(log) { read[$0] = $1 }
        let gone = try #require(limits.keys.first)
        let left = try MemtableLog.without([gone], in: log, of: LimitCounters.self)
        var others: [SubjectKey: LimitCounters] = [:]
        try MemtableLog.read(left) { others[$0] = $1 }
        #expect(others == limits.filter { $0.key != gone })
        #expect(read == limits && log.count == 50 * (16 + LimitCounters.octets))
        #expect(throws: StoreFault.self) { try MemtableLog.read(Array(log.dropLast()), as: LimitCounters.self) { _, _ in } }
    }

    @Test("counters are over when the last of their windows is, and never before the first began")
    func over() {
        let began = Instant(seconds: 1_000_000)
        var counters = LimitCounters.none
        #expect(counters.isOver(at: began))
        counters.add(at: began)
        for seconds: Int64 in [-90_000, -1, 0, 59, 60, 3_600, 86_399] { #expect(!counters.isOver(at: began + .seconds(seconds))) }
        #expect(counters.isOver(at: began + .seconds(86_400)))
        // An hour that began at the end of the day.
        counters.add(at: began + .seconds(86_399))
        #expect(!counters.isOver(at: began + .seconds(86_399 + 3_599)) && counters.isOver(at: began + .seconds(86_399 + 3_600)))
        #expect(LimitCounters.lifetime == .seconds(25 * 3_600))
    }

    @Test("a key is the first 16 octets, filled up with zeros")
    func keys() {
        #expect(SubjectKey(Array(1...32)) == SubjectKey(high: 0x0102_0304_0506_0708, low: 0x090A_0B0C_0D0E_0F10))
        #expect(SubjectKey([1]) == SubjectKey(high: 1 << 56, low: 0))
        #expect(SubjectKey([1]).firstOctet == 1 && SubjectKey([]).firstOctet == 0)
        #expect(SubjectKey(high: 1, low: 2) < SubjectKey(high: 1, low: 3) && SubjectKey(high: 1, low: .max) < SubjectKey(high: 2, low: 0))
    }
}
