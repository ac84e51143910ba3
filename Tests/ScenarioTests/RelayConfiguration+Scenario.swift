import Mail
import Submission

extension RelayConfiguration {
    /// A relay on loopback with deadlines short enough to be waited for.
    static func scenario(
        _ port: Int, name: String = "first", priority: Int = 1, connections: Int = 4, tls: TLSMode = .none, caFile: String? = nil,
        credentials: Credentials? = nil, finalDot: Duration = .seconds(1), messages: Int = 1_000,
        perMinute: Int? = nil, requireTLS: Bool = false, deliverBy: Bool = false
    ) -> RelayConfiguration {
        var deadlines = StageDeadlines()
        deadlines.connect = .seconds(1)
        deadlines.session = .seconds(1)
        deadlines.command = .seconds(1)
        deadlines.body = .seconds(1)
        deadlines.rset = .seconds(1)
        deadlines.finalDot = finalDot
        return RelayConfiguration(
            name: name, host: "127.0.0.1", port: port, tls: tls, caFile: caFile, credentials: credentials, ehloName: "send.example.be",
            connections: connections, priority: priority, deadlines: deadlines, messagesPerConnection: messages,
            ratePerMinute: perMinute, requireTLS: requireTLS, deliverBy: deliverBy)
    }
}
