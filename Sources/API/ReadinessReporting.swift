/// Tells whether the service can take requests.
package protocol ReadinessReporting: Sendable {
    func readiness() async -> Readiness
}

/// How far the service is from working; reasons are for operators and hold nothing secret.
package enum Readiness: Hashable, Sendable {
    case ready
    /// Requests are taken and kept, but something is away: a relay.
    case degraded([ReadinessReason])
    /// Requests cannot be taken: the store cannot write, or the templates are not proved.
    case unready(reason: String)
}
