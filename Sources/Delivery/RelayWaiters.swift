import Queue

/// The threads of one relay that wait for a lease, and its claim to the next one.
struct RelayWaiters {
    let weight: Int
    /// `nil`: as fast as its connections carry.
    var bucket: TokenBucket?
    /// What it is owed among relays of equal priority.
    var credit = 0
    /// Waiting for any lane, and for `code` only.
    private var idle = 0
    private var idleForCode = 0
    /// Of those, signalled and not running yet.
    private var called = 0
    private var calledForCode = 0

    init(weight: Int, perMinute: Int?) {
        self.weight = weight
        bucket = perMinute.map { TokenBucket(perMinute: $0) }
    }

    /// How long until the relay may be given a message; `nil` when it may now.
    func wait(at now: Duration) -> Duration? {
        guard let wait = bucket?.wait(at: now), wait > .zero else { return nil }
        return wait
    }

    mutating func count(_ codeOnly: Bool, _ change: Int) {
        if codeOnly {
            idleForCode += change
            if change < 0, calledForCode > 0 { calledForCode -= 1 }
        } else {
            idle += change
            if change < 0, called > 0 { called -= 1 }
        }
    }

    /// Whether a thread waits that can take a lease of this lane and was not signalled.
    func canTake(_ lane: Lane) -> Bool { idle > called || (lane == .code && idleForCode > calledForCode) }

    /// Notes a signal; returns whether it goes to a thread for codes only, which are called first.
    mutating func call(_ lane: Lane) -> Bool {
        if lane == .code, idleForCode > calledForCode {
            calledForCode += 1
            return true
        }
        called += 1
        return false
    }
}
