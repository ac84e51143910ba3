import Mail
import Queue

/// The entries in memory of one domain with a limit. They wait here and not in the lanes, so nobody waits behind them.
struct LimitedDomain {
    let limit: DomainLimit
    var waiting = LaneTable(repeating: LeaseDeque())
    /// Taken by a connection, until the settlement is on disk.
    var inFlight = 0
    private var bucket: TokenBucket?
    /// When the last entry of each lane that found no place here is to come back; monotonic.
    private var returning = LaneTable(repeating: Duration.zero)

    /// Places in each lane: what does not fit goes back to the store until it may be its turn.
    static let places = 256

    init(_ limit: DomainLimit) {
        self.limit = limit
        bucket = limit.perMinute.map { TokenBucket(perMinute: $0) }
    }

    /// Whether one more message may go now.
    func mayTake(at now: Duration) -> Bool { hasConnection && untilToken(at: now) == .zero }

    /// How long until it may; `nil` while all its connections are in use, since nobody can tell.
    func wait(at now: Duration) -> Duration? { hasConnection ? untilToken(at: now) : nil }

    mutating func begin(at now: Duration) {
        inFlight += 1
        bucket?.take(at: now)
    }

    /// What was begun was not submitted.
    mutating func giveTokenBack() { bucket?.giveBack() }

    /// In how long the next entry without a place is to come back: after those of its lane that wait here or were sent back, and those
    /// that come before its lane.
    ///
    /// - Parameters:
    ///   - now: Monotonic: a step of the wall clock must not keep a domain's mail back.
    ///   - life: What is left of the entry's. One that ends before its turn takes no turn: those that come after it would wait for nobody.
    mutating func nextReturn(of lane: Lane, now: Duration, life: Duration) -> Duration {
        let count = Lane.allCases.filter { $0 <= lane }.reduce(0) { $0 + waiting[$1].count }
        let turn = max(returning[lane], now + limit.pace * count) + limit.pace
        if turn - now <= life { returning[lane] = turn }
        return turn - now
    }

    private var hasConnection: Bool { limit.connections.map { inFlight < $0 } ?? true }

    private func untilToken(at now: Duration) -> Duration { bucket?.wait(at: now) ?? .zero }
}
