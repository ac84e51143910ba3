import Mail
import Queue
import TestKit

@testable import Delivery

/// Once all is well, a new code must go through at once.
extension Simulation {
    /// How long after it is well a breaker may still be open.
    private static let breakersClose: Duration = .seconds(420)
    /// A connection may still wait for an answer that a slow relay owes.
    private static let acceptedWithin: Duration = .seconds(100)

    /// Looks every few seconds until no relay is away and nothing is paused, twice in a row.
    func watchForCanary(isSecondLook: Bool = false) {
        let isClear = run?.pool?.status().allSatisfy { $0.breaker == .closed } ?? false && hasNoPauses
        if isClear, isSecondLook { return sendCanary() }
        if clock.monotonic > plan.healedAt + Self.breakersClose {
            return fail("a relay is away or something paused long after all was well")
        }
        after(.seconds(4)) { self.watchForCanary(isSecondLook: isClear) }
    }

    private func sendCanary() {
        guard run != nil else { return after(.seconds(1)) { self.sendCanary() } }
        guard let id = enqueue(SimulationPlan.canary, domain: "a.example", key: nil) else { return }
        listen(to: id, until: clock.monotonic + Self.acceptedWithin)
    }

    private func listen(to id: QueueID, until end: Duration) {
        if ledger[id]?.end == .accepted {
            hasCanary = true
        } else if clock.monotonic < end {
            after(.seconds(1)) { self.listen(to: id, until: end) }
        } else {
            fail("\(id): all is well, and a code was not accepted within \(Self.acceptedWithin): \(standing(id))")
        }
    }

    private func standing(_ id: QueueID) -> String {
        let lanes = run?.line?.lanes.monitor.withLock { state in
            Lane.allCases.map {
                "\($0.rawValue) waiting \(state.waiting[$0].count) backlog \(state.hasBacklog[$0]) paused \(state.pausedLanes[$0])"
            }
        }
        return "\(ledger[id].map { "\($0.row.map { "\($0)" } ?? "not on disk")" } ?? ""), \(lanes ?? []), \(run?.pool?.status() ?? [])"
    }

    private var hasNoPauses: Bool { (try? database.pauses().isEmpty) ?? false }
}
