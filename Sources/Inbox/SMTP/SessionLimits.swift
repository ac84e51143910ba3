import Mail

/// Bounds of one session that no setting changes.
package enum SessionLimits {
    /// RFC 5321 §4.5.3.1.3, without the angle brackets.
    package static let pathOctets = Limits.pathOctets
    /// RFC 5321 §4.5.3.1.4 asks for 512; extensions add to MAIL and RCPT.
    package static let commandOctets = 2_048
    /// RFC 4954 §4: the longest line of an authentication exchange.
    package static let authenticationOctets = 12_288
    /// Refused commands after which the session is closed.
    package static let faults = 50
    /// Octets that may wait while a session hangs.
    package static let waitingOctets = 4 * 1_024 * 1_024
}
