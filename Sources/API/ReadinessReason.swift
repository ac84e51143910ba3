package import Mail
package import Queue

/// Why the service is degraded: something is away, and requests are taken all the same, or not those for mail. Holds nothing secret.
package enum ReadinessReason: Hashable, Sendable {
    /// A relay takes nothing: its breaker is open, or it is paused.
    case relayAway(String, Reason)
    case lanePaused(Lane)
    case admission(AdmissionReason)
    /// No canary was accepted by the relay through the lane for so many seconds.
    case canaryMissing(relay: String, Lane, seconds: Int64)
    /// - Parameter relay: Whose certificate; `nil`: our own of `http.tls`.
    case certificate(relay: String?, end: Instant, hasEnded: Bool)
    /// What is wrong with the issuer's keys.
    case signIn(String)
    /// Why mails may show a former sender or contact of a municipality.
    case municipalities(String)

    /// For `/readyz` and logs.
    package var text: String {
        switch self {
        case .relayAway(let relay, let reason): return "relay \(relay) is away: \(reason.rawValue)"
        case .lanePaused(let lane): return "lane \(lane.rawValue) is paused"
        case .admission(let reason): return reason.text
        case .canaryMissing(let relay, let lane, let seconds):
            return "no canary was accepted by relay \(relay) through lane \(lane.rawValue) for \(seconds) s"
        case .certificate(let relay, let end, let hasEnded):
            let subject = relay.map { "the certificate of relay \($0)" } ?? "the certificate of http.tls"
            return "\(subject) \(hasEnded ? "has ended" : "ends") at \(end.rfc3339)"
        case .signIn(let trouble), .municipalities(let trouble): return trouble
        }
    }
}
