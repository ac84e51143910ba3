import Mail

/// How many event streams there may be, and for how long one lasts.
package struct EventStreamBounds: Sendable {
    /// Over all callers.
    package var total: Int
    /// Of one API key or person.
    package var perCaller: Int
    /// Between two signs of life; each time it is looked whether the caller still may.
    package var heartbeat: Duration
    /// Of one stream; its client asks again.
    package var longest: Duration

    /// The limits' numbers.
    package init(
        total: Int = Limits.eventStreams, perCaller: Int = Limits.eventStreamsPerCaller,
        heartbeat: Duration = .seconds(Limits.eventStreamHeartbeatSeconds), longest: Duration = .seconds(Limits.eventStreamSeconds)
    ) {
        self.total = total
        self.perCaller = perCaller
        self.heartbeat = heartbeat
        self.longest = longest
    }
}
