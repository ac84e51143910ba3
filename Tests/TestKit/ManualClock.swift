package import Mail
import Synchronization

/// A clock that moves only when told to.
package final class ManualClock: TimeSource {
    private struct Reading {
        var now: Instant
        var monotonic: Duration = .zero
        /// Who waits, and until when.
        var waiting: [Int: (end: Duration, continuation: CheckedContinuation<Void, Never>)] = [:]
        var waits = 0
    }

    private let reading: Mutex<Reading>

    /// Starts at 2026-11-23T12:00:00Z unless told otherwise.
    package init(now: Instant = Instant(seconds: 1_795_435_200)) {
        reading = Mutex(Reading(now: now))
    }

    package var now: Instant { reading.withLock { $0.now } }
    package var monotonic: Duration { reading.withLock { $0.monotonic } }

    /// How many wait for this clock to go on.
    package var waiting: Int { reading.withLock { $0.waiting.count } }

    /// Both wall clock and monotonic clock go on.
    package func advance(by duration: Duration) {
        let over = reading.withLock { reading in
            reading.now = reading.now + duration
            reading.monotonic += duration
            let over = reading.waiting.filter { $0.value.end <= reading.monotonic }
            for number in over.keys { reading.waiting[number] = nil }
            return over.values.map(\.continuation)
        }
        for continuation in over { continuation.resume() }
    }

    /// Only the wall clock jumps, as after a correction by NTP.
    package func jump(to instant: Instant) {
        reading.withLock { $0.now = instant }
    }

    /// Waits until the monotonic clock has gone on for so long.
    ///
    /// - Throws: When the task is cancelled first.
    package func pause(for duration: Duration) async throws {
        let number = reading.withLock { reading in
            reading.waits += 1
            return reading.waits
        }
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let isOver = reading.withLock { reading in
                    guard duration > .zero, !Task.isCancelled else { return true }
                    reading.waiting[number] = (reading.monotonic + duration, continuation)
                    return false
                }
                if isOver { continuation.resume() }
            }
        } onCancel: {
            reading.withLock { $0.waiting.removeValue(forKey: number)?.continuation }?.resume()
        }
        try Task.checkCancellation()
    }
}
