/// How one lane stands.
package struct LaneSummary: Hashable, Sendable {
    package let lane: Lane
    package let queued: Int
    package let leased: Int
    package let held: Int
    /// Age of the oldest entry that is queued or leased; `nil` when there is none.
    package let oldestAge: Duration?
    /// Queued or held entries whose last submission lies within the next minute: what an operator should see first.
    package let willExpire: Int

    package init(lane: Lane, queued: Int, leased: Int, held: Int, oldestAge: Duration?, willExpire: Int) {
        self.lane = lane
        self.queued = queued
        self.leased = leased
        self.held = held
        self.oldestAge = oldestAge
        self.willExpire = willExpire
    }
}

/// How the queue stands. Counts come from counters, never from scanning.
package struct QueueSummary: Hashable, Sendable {
    package let lanes: [LaneSummary]
    /// Entries ever brought into each terminal state.
    package let totals: [QueueState: Int]

    package init(lanes: [LaneSummary], totals: [QueueState: Int]) {
        self.lanes = lanes
        self.totals = totals
    }
}
