import Glibc
package import Mail

/// The machine's own clock: for tests of real deadlines.
package struct SteadyClock: TimeSource {
    package init() {}

    package var now: Instant { Instant(seconds: 1_795_435_200) + monotonic }

    package var monotonic: Duration {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return .seconds(time.tv_sec) + .nanoseconds(time.tv_nsec)
    }
}
