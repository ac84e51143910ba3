import Submission

extension Configuration {
    /// One of `relays`.
    struct Relay: Sendable, Equatable {
        var name: String
        var host: String
        var port: Int
        /// What the URL and `tls` come to together.
        var tls: RelayConfiguration.TLSMode
        /// PEM file; `nil`: the system's certificate authorities.
        var caFile: String?
        /// `nil`: no AUTH. Never without ``passwordFile``.
        var username: String?
        /// Read when the relay is set up; the password itself is never part of the configuration.
        var passwordFile: String?
        var connections = 8
        /// Lower is asked first.
        var priority = 1
        /// The share among relays of equal priority.
        var weight = 1
        /// Messages that begin in a minute; `nil`: no limit.
        var ratePerMinute: Int?
        /// Every message with REQUIRETLS (RFC 8689).
        var requireTLS = false
        /// Codes with BY where the relay offers it (RFC 2852).
        var deliverBy = false
        /// Header fields that the relay writes anew: a signature leaves them out.
        var rewrites: [String] = []
    }
}
