import Glibc
import Mail
import Queue
import Synchronization
import TestKit
import Testing

@testable import Delivery

/// A lease as the lanes see it.
func lease(_ row: Int64, _ lane: Lane = .code, id: UInt64? = nil, until: Instant = Instant(seconds: 1_000)) -> Lease {
    let kind = Kind(name: lane.rawValue, lane: lane, lifetime: .seconds(600), minimumLeft: .zero, inDoubtPolicy: .drop)
    let entry = QueueEntry(
        id: QueueID(high: 0, low: id ?? UInt64(row)), kind: kind, language: .nl, domain: "example.be", municipality: nil, sealedContent: [],
        templateVersion: "1", issued: Instant(seconds: 0), expires: Instant(seconds: 600))
    return Lease(entry: entry, row: row, owner: LeaseOwner(token: 1), until: until)
}

/// What a renewal asks for.
func asked(_ rows: Int64..., until: Instant = Instant(seconds: 1_000)) -> [ReadyLanes.Ending] {
    rows.map { (lease($0).entry.id, $0, until) }
}

@Suite struct LeaseDequeTests {
    @Test(arguments: 0..<20)
    func `It is a queue with a front door, whatever the order of calls`(seed: Int) throws {
        var random = SeededRandom(seed: UInt64(seed))
        var deque = LeaseDeque()
        var model: [Int64] = []
        var places: [Int64: Int] = [:]
        var row: Int64 = 0
        for _ in 0..<2_000 {
            row += 1
            switch random.next(below: 8) {
            case 0...3:
                places[row] = deque.append(lease(row))
                model.append(row)
            case 4:
                places[row] = deque.prepend(lease(row))
                model.insert(row, at: 0)
            case 5, 6:
                let popped = deque.popFirst()?.row
                #expect(popped == (model.isEmpty ? nil : model.removeFirst()))
            default:
                guard let wanted = model.randomElement(using: &random) else { continue }
                let place = try #require(places[wanted])
                #expect(deque[place]?.row == wanted)
                let removed = deque.remove(at: place)?.row
                #expect(removed == wanted)
                model.removeAll { $0 == wanted }
            }
            #expect(deque.count == model.count && deque.isEmpty == model.isEmpty && deque.span >= model.count)
            if model.isEmpty { #expect(deque.span == 0) }
        }
        let rest = deque.removeAll().map(\.row)
        #expect(rest == model)
        #expect(deque.isEmpty)
    }
}

@Suite struct ReadyLanesTests {
    private func lanes(
        _ capacity: [Lane: Int] = [.code: 4, .link: 4, .notice: 4],
        onWake: @escaping @Sendable () -> Void = {}
    ) -> ReadyLanes {
        let lanes = ReadyLanes(owner: LeaseOwner(token: 1), capacity: capacity, clock: ManualClock(), onWake: onWake)
        lanes.setOpen(true)
        return lanes
    }

    private func take(_ lanes: ReadyLanes, codeOnly: Bool = false) -> Int64? {
        lanes.take(relay: 0, codeOnly: codeOnly, atMost: .zero) { .all }?.row
    }

    @Test func `Codes before links before notices, oldest first`() {
        let lanes = lanes()
        lanes.fill([lease(1, .notice), lease(2, .link), lease(3, .code), lease(4, .code), lease(5, .link)], exhausted: [])
        #expect((0..<6).map { _ in take(lanes) } == [3, 4, 2, 5, 1, nil])
    }

    @Test func `A connection for codes takes nothing else`() {
        let lanes = lanes()
        lanes.fill([lease(1, .link), lease(2, .code)], exhausted: [])
        #expect(take(lanes, codeOnly: true) == 2)
        #expect(take(lanes, codeOnly: true) == nil)
        #expect(take(lanes) == 1)
    }

    @Test func `A relay whose turn it is not takes nothing`() {
        let lanes = lanes()
        lanes.fill([lease(1)], exhausted: [])
        #expect(lanes.take(relay: 0, codeOnly: false, atMost: .zero) { .nothing } == nil)
        #expect(take(lanes) == 1)
    }

    @Test func `Reservations are bounded, and a refusal marks a backlog until the store is exhausted`() {
        let lanes = lanes([.code: 2, .link: 1, .notice: 1])
        #expect(lanes.reserve(.code) && lanes.reserve(.code) && !lanes.reserve(.code))
        #expect(lanes.reserve(.link))
        lanes.release(.code)
        // Newer ones must not overtake the one that was refused.
        #expect(!lanes.reserve(.code))
        lanes.fill([], exhausted: [.code])
        #expect(lanes.reserve(.code))
        lanes.receive([lease(1), lease(2)])
        #expect(lanes.counts.waiting == 2)
        #expect(!lanes.reserve(.code))
    }

    @Test func `An entry committed behind a refill's back is looked for`() {
        let wakes = Mutex(0)
        let lanes = lanes([.code: 2, .link: 1, .notice: 1]) { wakes.withLock { $0 += 1 } }
        lanes.setOpen(false)
        #expect(!lanes.reserve(.code))
        // The refill looks before the commit, finds nothing, and the lane counts as exhausted.
        lanes.fill([], exhausted: [.code])
        #expect(lanes.refillRoom().isEmpty)
        lanes.wake()
        #expect(wakes.withLock { $0 } == 1)
        #expect(lanes.refillRoom() == [.code: 2])
    }

    @Test func `An entry committed while the refill asks the store is looked for`() {
        let lanes = lanes([.code: 2, .link: 1, .notice: 1])
        lanes.markBacklog()
        #expect(lanes.beginRefill() == [.code: 2, .link: 1, .notice: 1])
        // The store has answered; before its answer is noted, an entry is refused and committed.
        #expect(!lanes.reserve(.code))
        lanes.wake()
        lanes.fill([], exhausted: [.code, .link, .notice])
        #expect(lanes.beginRefill() == [.code: 2])
        lanes.fill([], exhausted: [.code])
        #expect(lanes.refillRoom().isEmpty)
    }

    @Test func `An entry that was released, and never refused here, is looked for`() {
        let lanes = lanes([.code: 2, .link: 1, .notice: 1])
        #expect(lanes.beginRefill().isEmpty)
        lanes.wake(due: [.link])
        #expect(lanes.beginRefill() == [.link: 1])
    }

    @Test func `Shut, it takes nothing in memory`() {
        let lanes = lanes()
        lanes.setOpen(false)
        #expect(!lanes.reserve(.code))
    }

    @Test func `What a connection has begun with cannot be withdrawn`() {
        let lanes = lanes()
        lanes.fill([lease(1), lease(2)], exhausted: [])
        #expect(take(lanes) == 1)
        #expect(!lanes.withdraw(lease(1).entry.id))
        #expect(lanes.withdraw(lease(2).entry.id))
        #expect(!lanes.withdraw(lease(2).entry.id))
        #expect(take(lanes) == nil)
    }

    @Test func `What is withdrawn on its way from the store goes to no connection`() {
        let lanes = lanes()
        #expect(!lanes.withdraw(lease(1).entry.id))
        lanes.markBacklog()
        #expect(!lanes.beginRefill().isEmpty)
        #expect(!lanes.withdraw(lease(2).entry.id) && !lanes.withdraw(lease(9).entry.id))
        lanes.fill([lease(1), lease(2), lease(3)], exhausted: [])
        #expect(take(lanes) == 1 && take(lanes) == 3 && take(lanes) == nil)
        #expect(lanes.takeCalledBack().map(\.row) == [2] && lanes.takeCalledBack().isEmpty)
        // Until it is settled it is in flight, and nobody else's.
        #expect(lanes.counts == (0, 3))
        lanes.settled(lease(2).entry.id)
        // The next refill knows nothing of it, nor of what did not come.
        lanes.fill([lease(2), lease(9)], exhausted: [])
        #expect(take(lanes) == 2 && take(lanes) == 9 && lanes.takeCalledBack().isEmpty)
    }

    @Test(arguments: [true, false])
    func `What is withdrawn in flight is put back to no connection`(avoids: Bool) {
        let lanes = lanes()
        lanes.fill([lease(1), lease(2)], exhausted: [])
        #expect(take(lanes) == 1 && take(lanes) == 2)
        #expect(!lanes.withdraw(lease(1).entry.id))
        for row in [Int64(1), 2] {
            var back = lease(row)
            if avoids { back.avoided = .relay(5) }
            lanes.putBack(back, relay: 0)
        }
        #expect(take(lanes) == 2 && take(lanes) == nil)
        #expect(lanes.takeCalledBack().map(\.row) == [1])
        lanes.settled(lease(1).entry.id)
        // Back in the queue after all, since the cancellation was rolled back: like any other.
        lanes.fill([lease(1)], exhausted: [])
        #expect(take(lanes) == 1)
    }

    @Test func `What is withdrawn in flight when the line ends goes back with the rest`() {
        let lanes = lanes()
        lanes.fill([lease(1)], exhausted: [])
        #expect(take(lanes) == 1 && !lanes.withdraw(lease(1).entry.id))
        #expect(lanes.close().isEmpty)
        lanes.putBack(lease(1), relay: 0)
        #expect(lanes.takeCalledBack().isEmpty && lanes.takeAll().map(\.row) == [1])
    }

    @Test func `A renewal that finds nothing, and a lease that was lost, say nothing of one that came since`() {
        let lanes = lanes()
        let later = Instant(seconds: 1_060)
        lanes.fill([lease(1, until: later), lease(2, until: later)], exhausted: [])
        #expect(take(lanes) == 1)
        #expect(lanes.renewed([], of: asked(1, 2), until: Instant(seconds: 2_000)) == 0)
        lanes.lost([lease(1).entry.id, lease(2).entry.id], by: Instant(seconds: 1_000))
        #expect(lanes.leaseEnd(of: lease(1).entry.id) == later && take(lanes) == 2)
        lanes.lost([lease(1).entry.id], by: later)
        #expect(lanes.leaseEnd(of: lease(1).entry.id) == .distantPast)
    }

    @Test func `What is put back is next, with its renewed end`() {
        let lanes = lanes()
        lanes.fill([lease(1), lease(2)], exhausted: [])
        let taken = lanes.take(relay: 0, codeOnly: false, atMost: .zero) { .all }
        #expect(lanes.renewed([1], of: asked(1), until: Instant(seconds: 2_000)) == 0)
        #expect(lanes.leaseEnd(of: lease(1).entry.id) == Instant(seconds: 2_000))
        if let taken { lanes.putBack(taken, relay: 0) }
        #expect(lanes.counts == (2, 0))
        let again = lanes.take(relay: 0, codeOnly: false, atMost: .zero) { .all }
        #expect(again?.row == 1 && again?.until == Instant(seconds: 2_000))
    }

    @Test func `Renewal asks for what ends soon, and drops what was lost`() {
        let lanes = lanes()
        lanes.fill([lease(1), lease(2), lease(3, until: Instant(seconds: 5_000))], exhausted: [])
        #expect(take(lanes) == 1)
        #expect(Set(lanes.ending(before: Instant(seconds: 1_500)).map(\.row)) == [1, 2])
        #expect(lanes.renewed([1], of: asked(1, 2), until: Instant(seconds: 2_000)) == 1)
        #expect(lanes.counts == (1, 1))
        #expect(take(lanes) == 3)
    }

    @Test func `A settled entry's row may be another's: by the time it is said, the new one is in flight`() {
        let lanes = lanes()
        lanes.fill([lease(5, id: 1)], exhausted: [])
        #expect(take(lanes) == 5)
        // The settlement of 1 is committed; the same batch gave its row to 2, which a connection took.
        lanes.fill([lease(5, id: 2)], exhausted: [])
        #expect(take(lanes) == 5)
        lanes.settled(lease(5, id: 1).entry.id)
        #expect(lanes.leaseEnd(of: lease(5, id: 2).entry.id) != nil)
        #expect(lanes.counts == (0, 1))
    }

    @Test func `A lost lease's row may be another's: the new one stays`() {
        let lanes = lanes()
        lanes.fill([lease(5, id: 1)], exhausted: [])
        #expect(lanes.withdraw(lease(5, id: 1).entry.id))
        lanes.fill([lease(5, id: 2)], exhausted: [])
        #expect(lanes.renewed([], of: [(lease(5, id: 1).entry.id, Int64(5), Instant(seconds: 1_000))], until: Instant(seconds: 2_000)) == 0)
        #expect(take(lanes) == 5)
    }

    @Test func `An entry that is here is never here twice`() {
        let lanes = lanes()
        lanes.fill([lease(1), lease(2)], exhausted: [])
        lanes.fill([lease(1, until: Instant(seconds: 3_000))], exhausted: [])
        #expect(lanes.counts == (2, 0))
        #expect(take(lanes) == 1)
        #expect(lanes.leaseEnd(of: lease(1).entry.id) == Instant(seconds: 3_000))
        lanes.fill([lease(1, until: Instant(seconds: 4_000))], exhausted: [])
        #expect(lanes.leaseEnd(of: lease(1).entry.id) == Instant(seconds: 4_000))
        #expect(take(lanes) == 2 && take(lanes) == nil)
    }

    @Test func `What is lost in flight is over, and counted once`() {
        let lanes = lanes()
        lanes.fill([lease(1)], exhausted: [])
        #expect(take(lanes) == 1)
        #expect(lanes.renewed([], of: asked(1), until: Instant(seconds: 2_000)) == 1)
        #expect(lanes.leaseEnd(of: lease(1).entry.id) == .distantPast)
        #expect(lanes.renewed([], of: asked(1), until: Instant(seconds: 2_000)) == 0)
    }

    @Test func `The refill is asked once until it looks`() {
        let wakes = Mutex(0)
        let lanes = lanes([.code: 4, .link: 4, .notice: 4]) { wakes.withLock { $0 += 1 } }
        lanes.markBacklog()
        lanes.fill([lease(1), lease(2), lease(3), lease(4)], exhausted: [])
        #expect(take(lanes) == 1 && wakes.withLock { $0 } == 0)
        #expect(take(lanes) == 2 && take(lanes) == 3 && wakes.withLock { $0 } == 1)
        #expect(lanes.beginRefill()[.code] == 3)
        #expect(take(lanes) == 4 && wakes.withLock { $0 } == 2)
    }

    @Test func `Withdrawn entries take no memory for longer than those around them`() {
        let lanes = lanes([.code: 4, .link: 4, .notice: 4])
        for row in Int64(1)...1_000 {
            #expect(lanes.reserve(.code))
            lanes.receive([lease(row)])
            #expect(lanes.withdraw(lease(row).entry.id))
        }
        #expect(lanes.counts == (0, 0) && lanes.reserve(.code))
    }

    @Test func `As many are in flight as the recorder has places; a settlement lets the next one go`() async {
        let lanes = ReadyLanes(owner: LeaseOwner(token: 1), inFlightMax: 2, clock: ManualClock()) {}
        lanes.fill([lease(1), lease(2), lease(3)], exhausted: [])
        #expect(take(lanes) == 1 && !lanes.isFull)
        #expect(lanes.takeFollowing(relay: 0, codeOnly: false)?.row == 2 && lanes.isFull)
        #expect(take(lanes) == nil && lanes.takeFollowing(relay: 0, codeOnly: false) == nil)
        let got = Mutex<Int64?>(nil)
        _ = LineThread.start("test") {
            let row = lanes.take(relay: 0, codeOnly: false, atMost: .seconds(20)) { .all }?.row
            got.withLock { $0 = row }
        }
        lanes.settled(lease(1).entry.id)
        #expect(await eventually(within: .seconds(5)) { got.withLock { $0 } == 3 })
    }

    @Test func `What a relay failed is left to the others, whosever turn it is`() {
        let lanes = lanes()
        let now = Instant(seconds: 10)
        lanes.remember(lease(1).entry.id, avoiding: .relay(0), due: now)
        lanes.fill([lease(1), lease(2)], exhausted: [])
        #expect(lanes.counts == (2, 0))
        #expect(take(lanes) == 2 && take(lanes) == nil)
        let taken = lanes.take(relay: 1, codeOnly: false, atMost: .zero) { .redirected }
        #expect(taken?.row == 1 && taken?.avoided == .relay(0))
        #expect(lanes.take(relay: 1, codeOnly: false, atMost: .zero) { .redirected } == nil)
        if let taken { lanes.putBack(taken, relay: 0) }
        #expect(take(lanes) == nil)
        // The other relay goes away: better the first one again than nobody.
        lanes.release(unless: [.relay(0), .relay(1)])
        #expect(take(lanes) == nil)
        lanes.release(unless: .relay(0))
        #expect(take(lanes) == 1)
    }

    @Test func `Redirected leases are renewed, withdrawn and given back like all others`() {
        let lanes = lanes()
        let now = Instant(seconds: 10)
        for row in Int64(1)...3 { lanes.remember(lease(row).entry.id, avoiding: .relay(0), due: now) }
        lanes.fill([lease(1), lease(2), lease(3)], exhausted: [])
        #expect(lanes.ending(before: Instant(seconds: 1_500)).count == 3)
        #expect(lanes.renewed([1, 3], of: asked(1, 2, 3), until: Instant(seconds: 2_000)) == 1)
        #expect(lanes.ending(before: Instant(seconds: 1_500)).isEmpty)
        #expect(lanes.withdraw(lease(1).entry.id))
        #expect(lanes.close().map(\.row) == [3])
        #expect(lanes.counts == (0, 0))
    }

    @Test func `What is remembered is bounded, and goes when it is long due`() {
        let lanes = lanes([.code: 4_000, .link: 4, .notice: 4])
        let now = Instant(seconds: 10)
        for row in Int64(1)...2_000 where lanes.canRemember(now: now) {
            lanes.remember(lease(row).entry.id, avoiding: .relay(0), due: now)
        }
        #expect(!lanes.canRemember(now: now))
        #expect(lanes.canRemember(now: now + .seconds(301)))
        lanes.remember(lease(3_000).entry.id, avoiding: .relay(0), due: now + .seconds(301))
        lanes.fill([lease(2_000), lease(1), lease(3_000)], exhausted: [])
        #expect(take(lanes) == 2_000 && take(lanes) == 1 && take(lanes) == nil)
    }

    @Test(arguments: [[1], [1, 1], [3, 1], [5, 2, 3], [100, 1]])
    func `Idle relays are called by weight, evenly mixed, always in the same order`(weights: [Int]) {
        var state = ReadyLanes.State(weights: weights)
        for relay in weights.indices {
            state.countIdle(relay, false, 1)
            state.countIdle(relay, true, 1)
        }
        let round = weights.reduce(0, +)
        var calls = [Int](repeating: 0, count: weights.count)
        for number in 1...(3 * round) {
            guard let (relay, codeOnly) = state.call(.code, .zero) else { return #expect(Bool(false)) }
            #expect(codeOnly)
            calls[relay] += 1
            // It runs, and waits again.
            state.countIdle(relay, codeOnly, -1)
            state.countIdle(relay, codeOnly, 1)
            if number.isMultiple(of: round) { #expect(calls == weights.map { $0 * number / round }) }
        }
    }

    @Test func `A relay whose threads are all called is passed over`() {
        var state = ReadyLanes.State(weights: [100, 1])
        state.countIdle(0, false, 1)
        state.countIdle(1, false, 1)
        #expect(state.call(.link, .zero)?.relay == 0 && state.call(.link, .zero)?.relay == 1)
        #expect(state.call(.link, .zero) == nil)
    }

    @Test func `Closed, it gives back what waits and hands out nothing`() {
        let lanes = lanes()
        lanes.fill([lease(1), lease(2, .link)], exhausted: [])
        #expect(take(lanes) == 1)
        #expect(lanes.close().map(\.row) == [2])
        #expect(take(lanes) == nil && lanes.takeFollowing(relay: 0, codeOnly: false) == nil && !lanes.reserve(.code))
        #expect(!lanes.waitUntilSettled(atMost: .zero))
        lanes.settled(lease(1).entry.id)
        #expect(lanes.waitUntilSettled(atMost: .zero))
    }

    @Test func `Nothing travels behind a dot while another connection waits for it`() async {
        let lanes = lanes()
        let got = Mutex<Int64?>(nil)
        _ = LineThread.start("test") {
            let row = lanes.take(relay: 0, codeOnly: true, atMost: .seconds(20)) { .all }?.row
            got.withLock { $0 = row }
        }
        // The waiting thread is idle for codes only: a link may follow, a code is left to it.
        lanes.fill([lease(1, .link)], exhausted: [])
        #expect(lanes.takeFollowing(relay: 0, codeOnly: false)?.row == 1)
        lanes.fill([lease(2, .code)], exhausted: [])
        #expect(await eventually { got.withLock { $0 } == 2 })
    }

    @Test func `Two codes at once reach the reserved thread and another`() async {
        let lanes = lanes()
        let got = Mutex<[Int64]>([])
        let release = Mutex(false)
        for codeOnly in [true, false] {
            _ = LineThread.start("test") {
                guard let row = lanes.take(relay: 0, codeOnly: codeOnly, atMost: .seconds(20), turn: { .all })?.row else { return }
                got.withLock { $0.append(row) }
                while !release.withLock({ $0 }) { sched_yield() }
            }
        }
        lanes.fill([lease(1)], exhausted: [])
        lanes.fill([lease(2)], exhausted: [])
        #expect(await eventually(within: .seconds(5)) { Set(got.withLock { $0 }) == [1, 2] })
        release.withLock { $0 = true }
    }

    /// Every lease comes out once, whoever takes, puts back and withdraws.
    @Test func `No lease is lost or doubled among threads`() async {
        let lanes = lanes([.code: 5_000, .link: 5_000, .notice: 5_000])
        let total: Int64 = 6_000
        let done = Mutex<[Int64: Int]>([:])
        let threads = Mutex(0)
        let finish = { @Sendable (row: Int64) in
            done.withLock { $0[row, default: 0] += 1 }
            lanes.settled(lease(row).entry.id)
        }
        for number in 0..<6 {
            threads.withLock { $0 += 1 }
            _ = LineThread.start("test") {
                let random = SeededRandom(seed: UInt64(number))
                while !lanes.isClosed {
                    guard let taken = lanes.take(relay: 0, codeOnly: number == 0, atMost: .milliseconds(50), turn: { .all }) else {
                        continue
                    }
                    let following = lanes.takeFollowing(relay: 0, codeOnly: number == 0)
                    if random.next(below: 10) == 0 { lanes.putBack(taken, relay: 0) } else { finish(taken.row) }
                    if let following { finish(following.row) }
                }
                threads.withLock { $0 -= 1 }
            }
        }
        for row in 0..<total {
            let lane = Lane.allCases[Int(row) % 3]
            if lanes.reserve(lane) { lanes.receive([lease(row, lane)]) } else { lanes.fill([lease(row, lane)], exhausted: [lane]) }
        }
        #expect(await eventually { done.withLock { $0.count } == Int(total) })
        #expect(lanes.close().isEmpty)
        #expect(await eventually { threads.withLock { $0 } == 0 })
        #expect(done.withLock { $0.values.allSatisfy { $0 == 1 } })
        #expect(lanes.counts == (0, 0))
    }
}
