package import Mail
import Synchronization

/// A clock that moves only when told to.
package final class ManualClock: TimeSource {
    private let reading: Mutex<(now: Instant, monotonic: Duration)>

    /// Starts at 2026-11-23T12:00:00Z unless told otherwise.
    package init(now: Instant = Instant(seconds: 1_795_435_200)) {
        reading = Mutex((now, .zero))
    }

    package var now: Instant { reading.withLock { $0.now } }
    package var monotonic: Duration { reading.withLock { $0.monotonic } }

    /// Both wall clock and monotonic clock go on.
    package func advance(by duration: Duration) {
        reading.withLock {
            $0.now = $0.now + duration
            $0.monotonic += duration
        }
    }

    /// Only the wall clock jumps, as after a correction by NTP.
    package func jump(to instant: Instant) {
        reading.withLock { $0.now = instant }
    }
}
