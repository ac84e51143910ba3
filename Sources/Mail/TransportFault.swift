/// What went wrong when no reply tells it.
package enum TransportFault: String, Error, CaseIterable, Hashable, Sendable {
    /// The name did not resolve, or nobody listens, or the connect deadline passed.
    case connectFailed = "connect_failed"
    case tlsFailed = "tls_failed"
    /// The relay offers no STARTTLS although TLS is required.
    case tlsMissing = "tls_missing"
    case certificateInvalid = "certificate_invalid"
    /// Credentials are configured and the relay offers no AUTH, or not the pinned mechanism.
    case authMissing = "auth_missing"
    case authRejected = "auth_rejected"
    /// REQUIRETLS is configured and the relay does not offer it.
    case requireTLSMissing = "require_tls_missing"
    case timedOut = "timed_out"
    case connectionLost = "connection_lost"
    /// The relay said something that is no SMTP.
    case protocolViolation = "protocol_violation"
    /// The address needs SMTPUTF8 and the relay does not offer it.
    case smtpUTF8Missing = "smtputf8_missing"
    /// The message is larger than the SIZE the relay offers.
    case sizeExceeded = "size_exceeded"
}
