/// How the SMTP side of the inbox listens.
package struct ServerOptions: Sendable {
    /// Address or name to bind; default loopback.
    package var host: String
    /// 0 lets the system choose; ``RunningInbox/port`` tells which.
    package var port: Int
    /// With it STARTTLS is offered, or TLS spoken from the start.
    package var tls: TLSFiles?
    /// TLS from the first octet (RFC 8314 §3); needs ``tls``.
    package var implicitTLS = false
    /// When set, MAIL is refused before AUTH.
    package var credentials: InboxCredentials?
    package var chaos: Chaos?
    /// The name in the greeting.
    package var hostname = "inbox.localhost"
    package var extensions = SMTPExtension.usual
    /// Seconds that BY with return must leave at least, when DELIVERBY is offered; default 0: no minimum.
    package var deliverByMinimum = 0
    /// Octets of one message; `nil` for the usual bound.
    package var messageOctets: Int?
    /// Event-loop threads; default 1.
    package var threads = 1
    /// Connections at one time; more are answered 421.
    package var connectionsMax = 2_000
    /// Silence after which a session is closed; RFC 5321 §4.5.3.2.7 asks for five minutes.
    package var idleTimeout = Duration.seconds(300)

    package init(host: String = "127.0.0.1", port: Int = 0) {
        self.host = host
        self.port = port
    }

    func sessionSettings(script: RelayScript?) -> SessionSettings {
        var settings = SessionSettings()
        settings.hostname = hostname
        settings.extensions = extensions
        settings.deliverByMinimum = deliverByMinimum
        settings.hasCertificate = tls != nil
        settings.credentials = credentials
        settings.messageOctets = messageOctets ?? settings.messageOctets
        settings.chaos = chaos
        settings.script = script
        return settings
    }
}
