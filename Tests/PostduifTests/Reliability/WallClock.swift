import Glibc
import Mail

/// The clock that the service under test reads too.
struct WallClock: TimeSource {
    var now: Instant { Instant(microseconds: Self.microseconds(CLOCK_REALTIME)) }
    var monotonic: Duration { .microseconds(Self.microseconds(CLOCK_MONOTONIC)) }

    private static func microseconds(_ clock: clockid_t) -> Int64 {
        var time = timespec()
        clock_gettime(clock, &time)
        return Int64(time.tv_sec) * 1_000_000 + Int64(time.tv_nsec) / 1_000
    }
}
