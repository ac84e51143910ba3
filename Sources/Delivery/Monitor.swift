import Glibc

/// A mutex with conditions, for real threads: connection threads wait here for work.
///
/// The standard library's `Mutex` has no condition to wait on. Several conditions let a signal reach only those that can use it.
final class Monitor<State>: @unchecked Sendable {
    // @unchecked: `state` is touched only between lock and unlock of `mutex`.
    private var state: State
    private let mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
    private let conditions: UnsafeMutablePointer<pthread_cond_t>
    private let count: Int

    /// What a look at the state came to.
    enum Look<Result> {
        case found(Result)
        /// Nothing yet: wait for a signal on this condition, and look again after a time if none comes.
        case wait(on: Int, atMost: Duration? = nil)
    }

    init(_ initial: State, conditions count: Int = 1) {
        state = initial
        self.count = count
        conditions = .allocate(capacity: count)
        pthread_mutex_init(mutex, nil)
        var attributes = pthread_condattr_t()
        pthread_condattr_init(&attributes)
        // Deadlines must not move with the wall clock.
        pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC)
        for index in 0..<count { pthread_cond_init(conditions + index, &attributes) }
        pthread_condattr_destroy(&attributes)
    }

    deinit {
        for index in 0..<count { pthread_cond_destroy(conditions + index) }
        pthread_mutex_destroy(mutex)
        conditions.deallocate()
        mutex.deallocate()
    }

    /// Runs `body` with the lock held.
    func withLock<Result>(_ body: (inout State) throws -> Result) rethrows -> Result {
        pthread_mutex_lock(mutex)
        defer { pthread_mutex_unlock(mutex) }
        return try body(&state)
    }

    /// Wakes one waiter of a condition.
    func signal(_ condition: Int = 0) { pthread_cond_signal(conditions + condition) }

    /// Wakes all waiters of a condition.
    func broadcast(_ condition: Int) { pthread_cond_broadcast(conditions + condition) }

    /// Wakes all waiters of all conditions.
    func broadcast() {
        for index in 0..<count { pthread_cond_broadcast(conditions + index) }
    }

    /// Looks at the state with the lock held until it has something, waiting for a signal in between.
    ///
    /// - Parameter limit: The longest to wait in all.
    /// - Returns: What was found, or `nil` when the time was over first.
    func wait<Result>(atMost limit: Duration, _ look: (inout State) -> Look<Result>) -> Result? {
        pthread_mutex_lock(mutex)
        defer { pthread_mutex_unlock(mutex) }
        var deadline: timespec?
        while true {
            switch look(&state) {
            case .found(let result): return result
            case .wait(let condition, let again):
                let end = deadline ?? Self.deadline(after: limit)
                deadline = end
                var until = end
                if let again { until = Self.earlier(end, Self.deadline(after: again)) }
                let isLast = (until.tv_sec, until.tv_nsec) == (end.tv_sec, end.tv_nsec)
                guard pthread_cond_timedwait(conditions + condition, mutex, &until) == ETIMEDOUT, isLast else { continue }
                if case .found(let result) = look(&state) { return result }
                return nil
            }
        }
    }

    private static func earlier(_ one: timespec, _ other: timespec) -> timespec {
        (one.tv_sec, one.tv_nsec) <= (other.tv_sec, other.tv_nsec) ? one : other
    }

    private static func deadline(after limit: Duration) -> timespec {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        let (seconds, attoseconds) = limit.components
        time.tv_sec += Int(seconds)
        time.tv_nsec += Int(attoseconds / 1_000_000_000)
        if time.tv_nsec >= 1_000_000_000 {
            time.tv_sec += 1
            time.tv_nsec -= 1_000_000_000
        }
        return time
    }
}
