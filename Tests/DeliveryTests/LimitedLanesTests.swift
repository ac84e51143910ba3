import Glibc
import Mail
import Queue
import Synchronization
import TestKit
import Testing

@testable import Delivery

/// Rates of relays and limits of domains, in the lanes alone.
@Suite struct LimitedLanesTests {
    private let clock = ManualClock()

    private func lanes(
        _ limits: [DomainLimit], rates: [Int?] = [], capacity: [Lane: Int] = [.code: 2_000, .link: 2_000, .notice: 2_000],
        onWake: @escaping @Sendable () -> Void = {}
    ) -> ReadyLanes {
        let lanes = ReadyLanes(
            owner: LeaseOwner(token: 1), capacity: capacity, weights: rates.isEmpty ? [1] : rates.map { _ in 1 }, rates: rates,
            domains: limits, clock: clock, onWake: onWake)
        lanes.setOpen(true)
        return lanes
    }

    private static let small = "small.example"

    private func lease(_ row: Int64, _ lane: Lane = .code, domain: String = "example.be", due: Int64 = 0) -> Lease {
        let kind = Kind(name: lane.rawValue, lane: lane, lifetime: .seconds(600), minimumLeft: .zero, inDoubtPolicy: .drop)
        let entry = QueueEntry(
            id: QueueID(high: 0, low: UInt64(row)), kind: kind, language: .nl, domain: domain, municipality: nil, sealedContent: [],
            templateVersion: "1", issued: Instant(seconds: 0), expires: Instant(seconds: 600), due: Instant(seconds: due))
        return Lease(entry: entry, row: row, owner: LeaseOwner(token: 1), until: Instant(seconds: 1_000))
    }

    private func take(_ lanes: ReadyLanes, relay: Int = 0, codeOnly: Bool = false) -> Int64? {
        lanes.take(relay: relay, codeOnly: codeOnly, atMost: .zero) { .all }?.row
    }

    @Test func `A domain with all its connections in use is passed over, and goes on when one is free`() {
        let lanes = lanes([DomainLimit(domain: Self.small, connections: 2, perMinute: nil)])
        lanes.fill((1...4).map { lease($0, domain: Self.small) } + [lease(5), lease(6, .link)], exhausted: [])
        #expect((0..<5).map { _ in take(lanes) } == [5, 1, 2, 6, nil])
        #expect(lanes.counts == (2, 4))
        lanes.settled(lease(2).entry.id)
        #expect(take(lanes) == 3 && take(lanes) == nil)
        // One that comes back is next, and its place is free.
        lanes.putBack(lease(1, domain: Self.small), relay: 0)
        #expect(take(lanes) == 1 && take(lanes) == nil && lanes.takeFollowing(relay: 0, codeOnly: false) == nil)
        #expect(lanes.counts == (1, 4))
    }

    @Test func `A relay that is out of tokens is called only when no other is idle`() {
        var state = ReadyLanes.State(weights: [100, 1], rates: [1, nil])
        for relay in 0...1 { state.countIdle(relay, false, 1) }
        while state.relays[0].wait(at: .zero) == nil { state.relays[0].bucket?.take(at: .zero) }
        #expect(state.call(.link, .zero)?.relay == 1)
        #expect(state.call(.link, .zero)?.relay == 0)
    }

    @Test func `What is put back costs no token, neither the relay's nor the domain's`() throws {
        let lanes = lanes([DomainLimit(domain: Self.small, connections: nil, perMinute: 60)], rates: [60])
        lanes.fill([lease(1, domain: Self.small)], exhausted: [])
        for _ in 0..<1_000 {
            let taken = try #require(lanes.take(relay: 0, codeOnly: false, atMost: .zero) { .all })
            lanes.putBack(taken, relay: 0)
        }
    }

    @Test func `Nobody waits for no time at all, nor for what is not his to take`() throws {
        var state = ReadyLanes.State(weights: [1], domains: [DomainLimit(domain: Self.small, connections: nil, perMinute: 60)])
        state.admit(lease(1, .link, domain: Self.small))
        #expect(state.untilLimited(.zero, in: Lane.allCases) == nil, "it may go now")
        let domain = try #require(state.domain(of: lease(1, .link, domain: Self.small)))
        while state.domains[domain].mayTake(at: .zero) { state.domains[domain].begin(at: .zero) }
        let wait = try #require(state.untilLimited(.zero, in: Lane.allCases))
        #expect(wait > .zero)
        #expect(state.untilLimited(.zero, in: [.code]) == nil, "a link is nothing to a connection for codes")
    }

    @Test func `The codes of a domain that have no place come back before its links`() {
        var domain = LimitedDomain(DomainLimit(domain: Self.small, connections: nil, perMinute: 60))
        let now = Duration.seconds(1_000)
        let day = Duration.seconds(86_400)
        for _ in 0..<500 { _ = domain.nextReturn(of: .link, now: now, life: day) }
        #expect(domain.nextReturn(of: .code, now: now, life: day) == .seconds(1))
        #expect(domain.nextReturn(of: .link, now: now, life: day) == .seconds(501))
        // What ends before its turn takes none, and the next one that lives longer has it.
        #expect(domain.nextReturn(of: .link, now: now, life: .seconds(501)) == .seconds(502))
        #expect(domain.nextReturn(of: .link, now: now, life: day) == .seconds(502))
    }

    @Test func `Among those that may go: codes first, and the oldest first, limited or not`() {
        let lanes = lanes([
            DomainLimit(domain: Self.small, connections: 10, perMinute: nil),
            DomainLimit(domain: "b.example", connections: 10, perMinute: 60),
        ])
        lanes.fill(
            [
                lease(1, due: 3), lease(2, domain: Self.small, due: 2), lease(3, domain: "b.example", due: 1), lease(4, .link, due: 0),
                lease(5, domain: Self.small, due: 4), lease(6, .link, domain: Self.small, due: 5), lease(7, domain: "b.example", due: 1),
            ], exhausted: [])
        // 7 has no token: it delays neither the codes nor the links behind it.
        #expect((0..<7).map { _ in take(lanes) } == [3, 2, 1, 5, 4, 6, nil])
        clock.advance(by: .milliseconds(1_001))
        #expect(take(lanes) == 7)
    }

    @Test func `A relay's rate leaves messages to other relays, codes first`() {
        let lanes = lanes([], rates: [60, nil])
        lanes.fill([lease(1, .link), lease(2), lease(3)], exhausted: [])
        #expect(take(lanes) == 2 && take(lanes) == nil && lanes.takeFollowing(relay: 0, codeOnly: false) == nil)
        #expect(take(lanes, relay: 1) == 3)
        clock.advance(by: .milliseconds(1_001))
        #expect(take(lanes, codeOnly: true) == nil && take(lanes) == 1)
    }

    @Test func `What was not submitted costs no token`() {
        let lanes = lanes([DomainLimit(domain: Self.small, connections: nil, perMinute: 1)], rates: [1])
        lanes.fill((1...3).map { lease($0, domain: Self.small) }, exhausted: [])
        #expect(take(lanes) == 1 && take(lanes) == nil)
        lanes.giveTokensBack(lease(1, domain: Self.small), relay: 0)
        #expect(take(lanes) == 2 && take(lanes) == nil)
    }

    @Test func `A thread that waits is woken when there is a token`() async {
        let steady = SteadyClock()
        let lanes = ReadyLanes(
            owner: LeaseOwner(token: 1), domains: [DomainLimit(domain: Self.small, connections: nil, perMinute: 240)], clock: steady
        ) {}
        lanes.fill((1...6).map { lease($0, domain: Self.small) }, exhausted: [])
        let began = steady.monotonic
        let rows = Mutex<[Int64]>([])
        _ = LineThread.start("test") {
            for _ in 0..<6 {
                guard let row = lanes.take(relay: 0, codeOnly: false, atMost: .seconds(60), turn: { .all })?.row else { return }
                rows.withLock { $0.append(row) }
            }
        }
        #expect(await eventually { rows.withLock { $0.count } == 6 })
        // Four at once, and the others a quarter of a second later each; a wait without a look in between would last a minute.
        #expect(steady.monotonic - began >= .milliseconds(500) && steady.monotonic - began < .seconds(20))
    }

    @Test func `Too many of one domain go back to the store, to come when it may be their turn; others keep their room`() throws {
        let wakes = Mutex(0)
        let lanes = lanes(
            [DomainLimit(domain: Self.small, connections: nil, perMinute: 60)], capacity: [.code: 4, .link: 4, .notice: 4]
        ) { wakes.withLock { $0 += 1 } }
        lanes.fill((1...300).map { lease($0, domain: Self.small) }, exhausted: [])
        #expect(lanes.counts == (256, 44))
        #expect(lanes.reserve(.code))
        lanes.receive([lease(301, domain: Self.small)])
        #expect(wakes.withLock { $0 } == 1)
        let now = Instant(seconds: 0)
        let back = lanes.takeOverflow(now: now, last: \.expires)
        #expect(back.map(\.lease.row) == Array(257...301))
        #expect(back.map { $0.due - now } == (257...301).map { .seconds($0) })
        #expect(lanes.takeOverflow(now: now, last: \.expires).isEmpty)
        for (lease, _) in back { lanes.settled(lease.entry.id) }
        #expect(lanes.counts == (256, 0) && lanes.reserve(.code) && lanes.reserve(.code))
    }

    @Test func `They are renewed, withdrawn, paused and given back like all others`() {
        let lanes = lanes([DomainLimit(domain: Self.small, connections: 1, perMinute: nil)])
        lanes.fill((1...5).map { lease($0, $0 == 5 ? .link : .code, domain: Self.small) }, exhausted: [])
        #expect(lanes.ending(before: Instant(seconds: 1_500)).count == 5)
        #expect(lanes.renewed([1, 3, 4, 5], of: asked(1, 2, 3, 4, 5), until: Instant(seconds: 2_000)) == 1)
        #expect(lanes.ending(before: Instant(seconds: 1_500)).isEmpty)
        #expect(lanes.withdraw(lease(3).entry.id) && !lanes.withdraw(lease(2).entry.id))
        lanes.setPaused(true, .link)
        #expect(lanes.evictPaused().map(\.row) == [5])
        #expect(take(lanes) == 1 && take(lanes) == nil)
        // A paused domain is set aside whatever its limit.
        lanes.setPaused(true, domain: Self.small)
        #expect(take(lanes) == nil)
        #expect(lanes.takeSetAside().map(\.row) == [4])
        lanes.fill([lease(6, domain: Self.small)], exhausted: [])
        #expect(lanes.close().map(\.row) == [6])
        #expect(lanes.counts == (0, 3))
    }

    @Test func `A redirected lease keeps to its domain's limit`() {
        let lanes = lanes([DomainLimit(domain: Self.small, connections: 1, perMinute: nil)], rates: [nil, nil])
        for row in Int64(1)...2 { lanes.remember(lease(row).entry.id, avoiding: .relay(0), due: Instant(seconds: 10)) }
        lanes.fill([lease(1, domain: Self.small), lease(2, domain: Self.small), lease(3, domain: Self.small)], exhausted: [])
        #expect(take(lanes, relay: 1) == 1 && take(lanes, relay: 1) == nil)
        lanes.settled(lease(1).entry.id)
        #expect(take(lanes, relay: 1) == 2)
        lanes.settled(lease(2).entry.id)
        #expect(take(lanes) == 3)
    }

    /// Every lease comes out once, never more of the domain at a time than it may have, whoever takes, puts back and settles.
    @Test func `No lease is lost or doubled, and no limit passed, among threads`() async {
        let lanes = lanes([DomainLimit(domain: Self.small, connections: 3, perMinute: nil)])
        let total = 3_000
        let done = Mutex<[Int64: Int]>([:])
        let inUse = Mutex((now: 0, most: 0))
        let threads = Mutex(0)
        for number in 0..<6 {
            threads.withLock { $0 += 1 }
            _ = LineThread.start("test") {
                let random = SeededRandom(seed: UInt64(number))
                while !lanes.isClosed {
                    guard let taken = lanes.take(relay: 0, codeOnly: number == 0, atMost: .milliseconds(50), turn: { .all }) else {
                        continue
                    }
                    let isLimited = taken.entry.domain == Self.small
                    if isLimited { inUse.withLock { $0 = ($0.now + 1, max($0.most, $0.now + 1)) } }
                    sched_yield()
                    if isLimited { inUse.withLock { $0.now -= 1 } }
                    if random.next(below: 10) == 0 {
                        lanes.putBack(taken, relay: 0)
                    } else {
                        done.withLock { $0[taken.row, default: 0] += 1 }
                        lanes.settled(taken.entry.id)
                    }
                }
                threads.withLock { $0 -= 1 }
            }
        }
        for row in 0..<Int64(total) {
            let lease = lease(row, Lane.allCases[Int(row) % 3], domain: row.isMultiple(of: 2) ? Self.small : "example.be", due: row)
            lanes.fill([lease], exhausted: [])
            while lanes.counts.waiting > 500 { sched_yield() }
            // As the settlement of what found no place does: it comes again.
            for (back, _) in lanes.takeOverflow(now: clock.now, last: \.expires) {
                lanes.settled(back.entry.id)
                lanes.fill([back], exhausted: [])
            }
        }
        let isDone = await eventually {
            for (back, _) in lanes.takeOverflow(now: clock.now, last: \.expires) {
                lanes.settled(back.entry.id)
                lanes.fill([back], exhausted: [])
            }
            return done.withLock { $0.count } == total
        }
        #expect(isDone)
        #expect(lanes.close().isEmpty)
        #expect(await eventually { threads.withLock { $0 } == 0 })
        #expect(done.withLock { $0.values.allSatisfy { $0 == 1 } } && lanes.counts == (0, 0))
        #expect(inUse.withLock { $0.most } <= 3)
    }
}
