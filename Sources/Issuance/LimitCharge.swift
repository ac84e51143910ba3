package import Mail

/// One count against one limit, made in the transaction of what it limits: kept over restarts, never counted by scanning.
package struct LimitCharge: Hashable, Sendable {
    /// The configuration's name: `per_recipient_per_minute`.
    package let limit: String
    /// HMAC of what is limited (address and kind, key, officer, municipality).
    package let subject: [UInt8]
    /// Length of a window in seconds. Windows are aligned to the epoch.
    package let windowSeconds: Int64
    /// The most in one window, at least 1.
    package let maximum: Int

    package init(limit: String, subject: [UInt8], windowSeconds: Int64, maximum: Int) {
        self.limit = limit
        self.subject = subject
        self.windowSeconds = windowSeconds
        self.maximum = maximum
    }

    /// The window that holds an instant.
    package func window(at now: Instant) -> Int64 { now.seconds / windowSeconds }

    /// Until the next window begins.
    package func retryAfter(at now: Instant) -> Duration {
        .seconds((window(at: now) + 1) * windowSeconds - now.seconds)
    }
}
