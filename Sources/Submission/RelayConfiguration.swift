package import Mail

/// One relay as configured: where it is, how it is trusted, who we are there.
package struct RelayConfiguration: Sendable {
    /// How the connection is protected.
    package enum TLSMode: String, CaseIterable, Hashable, Sendable {
        /// Clear text; only ever to loopback.
        case none
        /// STARTTLS is required (RFC 3207), never opportunistic.
        case startTLS = "starttls"
        /// TLS from the first octet (`smtps://`, RFC 8314).
        case implicit
    }

    /// Shown in attempts, metrics and commands.
    package let name: String
    package let host: String
    package let port: Int
    package let tls: TLSMode
    /// PEM file of the certificate authorities to trust; `nil`: the system's.
    package let caFile: String?
    /// `nil`: no AUTH.
    package let credentials: Credentials?
    /// What EHLO says.
    package let ehloName: String
    /// Connections, each with its own thread.
    package let connections: Int
    /// Lower is asked first.
    package let priority: Int
    /// The share among relays of equal priority.
    package let weight: Int
    package let deadlines: StageDeadlines
    /// A connection is closed after this many messages, so that relays behind one name share the load.
    package let messagesPerConnection: Int
    /// Messages that begin in a minute, at most a second's share of them at once; `nil`: no limit.
    package let ratePerMinute: Int?
    /// Every message is to travel over TLS up to its mailbox (RFC 8689); a relay that does not offer it gets none.
    package let requireTLS: Bool
    /// Codes are to be returned when they are over (RFC 2852), where the relay offers it.
    package let deliverBy: Bool

    package struct Credentials: Sendable {
        package let username: String
        package let password: Secret

        package init(username: String, password: Secret) {
            self.username = username
            self.password = password
        }
    }

    package init(
        name: String, host: String, port: Int, tls: TLSMode, caFile: String? = nil, credentials: Credentials? = nil,
        ehloName: String, connections: Int = 8, priority: Int = 1, weight: Int = 1, deadlines: StageDeadlines = StageDeadlines(),
        messagesPerConnection: Int = 1_000, ratePerMinute: Int? = nil, requireTLS: Bool = false, deliverBy: Bool = false
    ) {
        self.name = name
        self.host = host
        self.port = port
        self.tls = tls
        self.caFile = caFile
        self.credentials = credentials
        self.ehloName = ehloName
        self.connections = connections
        self.priority = priority
        self.weight = weight
        self.deadlines = deadlines
        self.messagesPerConnection = messagesPerConnection
        self.ratePerMinute = ratePerMinute
        self.requireTLS = requireTLS
        self.deliverBy = deliverBy
    }
}
