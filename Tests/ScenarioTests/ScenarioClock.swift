import Mail
import Synchronization
import TestKit

/// The machine's clock, which can be set ahead, so that a retry of minutes is not waited for.
///
/// It runs by itself, since the deadlines of a connection end by it; only the line's pauses can be held.
final class ScenarioClock: TimeSource {
    private let steady = SteadyClock()
    private let state = Mutex((ahead: Duration.zero, isHeld: false))

    /// - Parameter holdsPauses: Whether housekeeping stops after its first round: no deferred entry is looked for until ``goOn(after:)``.
    init(holdsPauses: Bool) {
        state.withLock { $0.isHeld = holdsPauses }
    }

    var now: Instant { steady.now + state.withLock { $0.ahead } }
    var monotonic: Duration { steady.monotonic + state.withLock { $0.ahead } }

    /// Time jumps ahead and housekeeping goes on.
    func goOn(after duration: Duration) {
        state.withLock {
            $0.ahead += duration
            $0.isHeld = false
        }
    }

    /// How the line waits.
    @Sendable func pause(_ duration: Duration) async throws {
        let end = monotonic + duration
        while state.withLock({ $0.isHeld }) || monotonic < end { try await Task.sleep(for: .milliseconds(2)) }
    }
}
