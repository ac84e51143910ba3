package import Mail

/// The stretch of time that a limit counts in.
package enum LimitWindow: Int64, CaseIterable, Hashable, Sendable {
    case minute = 60
    case hour = 3_600
    case day = 86_400

    package var seconds: Int64 { rawValue }
    package var duration: Duration { .seconds(rawValue) }

    /// The number of the clock's own, aligned to the epoch, that holds an instant.
    package func number(at now: Instant) -> Int64 { now.seconds / seconds }

    /// Until the clock's next begins.
    package func left(at now: Instant) -> Duration { .seconds((number(at: now) + 1) * seconds - now.seconds) }
}
