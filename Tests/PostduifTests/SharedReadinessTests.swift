import API
import Mail
import Synchronization
import TestKit
import Testing

@testable import Postduif

@Suite("Readiness", .timeLimit(.minutes(5)))
struct SharedReadinessTests {
    /// Counts its calls; holds each until it is let go.
    private final class Probe: ReadinessReporting {
        private let state = Mutex<(calls: Int, open: Bool, readiness: Readiness)>((0, true, .ready))

        var calls: Int { state.withLock { $0.calls } }
        func hold() { state.withLock { $0.open = false } }
        func letGo() { state.withLock { $0.open = true } }
        func set(_ readiness: Readiness) { state.withLock { $0.readiness = readiness } }

        func readiness() async -> Readiness {
            state.withLock { $0.calls += 1 }
            while !state.withLock({ $0.open }) { await Task.yield() }
            return state.withLock { $0.readiness }
        }
    }

    private let probe = Probe()
    private let clock = ManualClock()

    @Test("any number of requests in a second cost one probe")
    func once() async {
        let shared = SharedReadiness(probe, clock: clock)
        for _ in 0..<100 { #expect(await shared.readiness() == .ready) }
        clock.advance(by: .milliseconds(999))
        #expect(await shared.readiness() == .ready)
        #expect(probe.calls == 1)
        probe.set(.unready(reason: "the store cannot write"))
        clock.advance(by: .milliseconds(1))
        #expect(await shared.readiness() == .unready(reason: "the store cannot write"))
        #expect(probe.calls == 2)
    }

    @Test("who asks while a probe runs waits for that one")
    func together() async {
        let shared = SharedReadiness(probe, clock: clock)
        probe.hold()
        let answers = await withTaskGroup(of: Readiness.self) { group in
            for _ in 0..<50 { group.addTask { await shared.readiness() } }
            while probe.calls == 0 { await Task.yield() }
            probe.letGo()
            return await group.reduce(into: [Readiness]()) { $0.append($1) }
        }
        #expect(answers.count == 50 && Set(answers) == [.ready])
        #expect(probe.calls == 1)
    }
}
