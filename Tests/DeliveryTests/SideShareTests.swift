import Mail
import Queue
import TestKit
import Testing

@testable import Delivery

/// What links get while codes flow.
@Suite struct SideShareTests {
    private let start = Duration.seconds(1_000)

    /// How many messages are begun in a time, when as many are asked for as may be.
    private func begun(_ share: inout SideShare, from start: Duration, for time: Duration) -> Int {
        var (now, count) = (start, 0)
        while now < start + time {
            if share.wait(at: now) == nil {
                share.take(at: now)
                count += 1
            }
            now += .microseconds(100)
        }
        return count
    }

    @Test func `without codes nothing is held back`() {
        var share = SideShare()
        #expect(!share.isActive)
        #expect(begun(&share, from: start, for: .seconds(1)) == 10_000)
    }

    @Test func `while codes flow a slice has its share, and no more`() {
        var share = SideShare()
        share.codeCame(at: start)
        #expect(share.isActive)
        #expect(begun(&share, from: start, for: SideShare.slice) == SideShare.perSlice)
        #expect(begun(&share, from: start + SideShare.slice, for: SideShare.slice * 10) == 10 * SideShare.perSlice)
    }

    @Test func `each code keeps the others back anew, and its pause ends it`() {
        var share = SideShare()
        share.codeCame(at: start)
        share.codeCame(at: start + .milliseconds(200))
        let end = start + .milliseconds(200) + SideShare.pause
        #expect(begun(&share, from: end - SideShare.slice, for: SideShare.slice) == SideShare.perSlice)
        #expect(begun(&share, from: end, for: SideShare.slice) == 100)
        #expect(!share.isActive)
    }

    @Test func `who waits is told until when`() {
        var share = SideShare()
        share.codeCame(at: start)
        for _ in 0..<SideShare.perSlice { share.take(at: start) }
        #expect(share.wait(at: start + .milliseconds(4)) == SideShare.slice - .milliseconds(4))
        #expect(share.wait(at: start + SideShare.slice) == nil)
        let last = start + SideShare.pause - .milliseconds(1)
        for _ in 0..<SideShare.perSlice { share.take(at: last) }
        #expect(share.wait(at: last) == .milliseconds(1), "the end of the pause comes first")
    }

    @Test func `while codes flow the lanes give links in slices, and codes at once`() {
        let clock = ManualClock()
        let lanes = ReadyLanes(owner: LeaseOwner(token: 1), besideCodes: SideShare.perSlice, clock: clock) {}
        lanes.setOpen(true)
        func receive(_ leases: [Lease]) {
            for one in leases { _ = lanes.reserve(one.entry.lane) }
            lanes.receive(leases)
        }
        func taken() -> Lane? { lanes.takeFollowing(relay: 0, codeOnly: false)?.entry.lane }
        receive((1...100).map { lease($0, .link) })
        for _ in 0..<20 { #expect(taken() == .link) }
        receive([lease(101, .code)])
        #expect(taken() == .code)
        for _ in 0..<SideShare.perSlice { #expect(taken() == .link) }
        #expect(taken() == nil)
        receive([lease(102, .code)])
        #expect(taken() == .code)
        clock.advance(by: SideShare.slice)
        #expect(lanes.take(relay: 0, codeOnly: false, atMost: .zero) { .all }?.entry.lane == .link)
        clock.advance(by: SideShare.pause)
        for _ in 0..<SideShare.perSlice * 2 { #expect(taken() == .link) }
    }

    @Test func `a thread that waits for its share is given it without a signal`() {
        let lanes = ReadyLanes(owner: LeaseOwner(token: 1), besideCodes: SideShare.perSlice, clock: SteadyClock()) {}
        lanes.setOpen(true)
        let leases = [lease(1, .code)] + (2...30).map { lease($0, .link) }
        for one in leases { _ = lanes.reserve(one.entry.lane) }
        lanes.receive(leases)
        for _ in leases { #expect(lanes.take(relay: 0, codeOnly: false, atMost: .seconds(30)) { .all } != nil) }
    }
}
