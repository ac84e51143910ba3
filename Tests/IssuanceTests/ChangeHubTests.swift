import Issuance
import Mail
import Queue
import TestKit
import Testing

@Suite(.timeLimit(.minutes(1))) struct ChangeHubTests {
    private let hub = ChangeHub()
    private let clock = ManualClock()
    private let one = ChangeSubject(QueueID(high: 1, low: 1))
    private let other = ChangeSubject(QueueID(high: 1, low: 2))

    private func wait(_ watch: ChangeWatch, _ limit: Duration = .seconds(60)) async {
        await watch.wait(within: limit, pause: { [clock] in try await clock.pause(for: $0) })
    }

    @Test func `it is followed from the first watch to the end of the last`() {
        #expect(!hub.isFollowed)
        let (first, second) = (hub.watch(), hub.watch())
        hub.end(first)
        #expect(hub.isFollowed)
        // Once is enough, and twice no more.
        hub.end(first)
        #expect(hub.isFollowed)
        hub.end(second)
        #expect(!hub.isFollowed)
    }

    @Test func `who follows a subject is rung for it alone, once for rings in a row`() {
        let watch = hub.watch()
        watch.follow([one])
        hub.tell([other])
        #expect(!watch.takeRing())
        hub.tell([other, one])
        hub.tell([one])
        #expect(watch.takeRing() && !watch.takeRing())
        hub.tellAll()
        #expect(watch.takeRing())
    }

    @Test func `what is followed takes the place of what was`() {
        let watch = hub.watch()
        watch.follow([one])
        watch.follow([other])
        hub.tell([one])
        #expect(!watch.takeRing())
        hub.tell([other])
        #expect(watch.takeRing())
        hub.end(watch)
        hub.tell([other])
        hub.tellAll()
        #expect(!watch.takeRing())
        // Over is over.
        watch.follow([one])
        hub.tell([one])
        #expect(!watch.takeRing())
    }

    @Test func `all who follow a subject are rung`() {
        let watches = (0..<5).map { _ in hub.watch() }
        for watch in watches { watch.follow([one]) }
        hub.end(watches[2])
        hub.tell([one])
        #expect(watches.map { $0.takeRing() } == [true, true, false, true, true])
    }

    @Test func `a ring ends the wait, also one that came before it`() async {
        let watch = hub.watch()
        watch.follow([one])
        hub.tell([one])
        await wait(watch)
        #expect(watch.takeRing() && clock.waiting == 0)
        async let waited: Void = wait(watch)
        #expect(await eventually { clock.waiting == 1 })
        hub.tell([one])
        await waited
        #expect(watch.takeRing())
        // The wait for time ended with it.
        #expect(await eventually { clock.waiting == 0 })
    }

    @Test func `time ends the wait, and takes no ring`() async {
        let watch = hub.watch()
        watch.follow([one])
        await wait(watch, .zero)
        async let waited: Void = wait(watch, .seconds(10))
        #expect(await eventually { clock.waiting == 1 })
        clock.advance(by: .seconds(9))
        #expect(clock.waiting == 1)
        clock.advance(by: .seconds(1))
        await waited
        #expect(!watch.takeRing())
        hub.tell([one])
        #expect(watch.takeRing())
    }

    @Test func `a task that is cancelled waits no longer`() async {
        let watch = hub.watch()
        let task = Task { await wait(watch) }
        #expect(await eventually { clock.waiting == 1 })
        task.cancel()
        await task.value
        #expect(clock.waiting == 0)
        let late = Task {
            withUnsafeCurrentTask { $0?.cancel() }
            await wait(watch)
        }
        await late.value
    }

    @Test func `nobody is forgotten while others come, go and are rung at the same time`() async {
        await withTaskGroup(of: Bool.self) { group in
            for number in 0..<50 {
                group.addTask { [hub, clock] in
                    let watch = hub.watch()
                    defer { hub.end(watch) }
                    let own = ChangeSubject(QueueID(high: 7, low: UInt64(number)))
                    for _ in 0..<20 {
                        watch.follow([own])
                        async let waited: Void = watch.wait(within: .seconds(60), pause: { try await clock.pause(for: $0) })
                        hub.tell([own])
                        await waited
                        guard watch.takeRing() else { return false }
                    }
                    return true
                }
            }
            for await wasRung in group { #expect(wasRung) }
        }
        #expect(!hub.isFollowed)
    }
}
