/// Why a message is in its state: stored with every change, shown in API, command line and metrics.
package enum Reason: String, CaseIterable, Hashable, Sendable {
    // MARK: Waiting
    case enqueued
    case leaseExpired = "lease_expired"
    case drained
    case relayUnavailable = "relay_unavailable"
    case reusedConnectionLost = "reused_connection_lost"
    case releasedByOperator = "released_by_operator"

    // MARK: The relay accepted it
    case relayAccepted = "relay_accepted"

    // MARK: This recipient or message, for now
    case mailboxFull = "mailbox_full"
    case recipientBusy = "recipient_busy"
    case greylisted
    /// By the relay, or by a limit of the configuration.
    case rateLimited = "rate_limited"
    case temporaryRefusal = "temporary_refusal"
    case resendAfterDoubt = "resend_after_doubt"

    // MARK: The relay's trouble
    case relayBusy = "relay_busy"
    case connectFailed = "connect_failed"
    case tlsFailed = "tls_failed"
    case tlsMissing = "tls_missing"
    case certificateInvalid = "certificate_invalid"
    case greetingRefused = "greeting_refused"
    case ehloRefused = "ehlo_refused"
    case authenticationMissing = "authentication_missing"
    case authenticationRejected = "authentication_rejected"
    case authenticationRequired = "authentication_required"
    case requireTLSMissing = "require_tls_missing"
    case relayTimedOut = "relay_timed_out"
    case connectionLost = "connection_lost"
    case protocolViolation = "protocol_violation"

    // MARK: Held
    case senderRefused = "sender_refused"
    case relayDenied = "relay_denied"
    case heldByOperator = "held_by_operator"
    /// Its domain; and of what is queued again, its lane or all relays.
    case paused

    // MARK: Rejected
    case recipientUnknown = "recipient_unknown"
    case recipientRefused = "recipient_refused"
    case mailboxDisabled = "mailbox_disabled"
    case messageRefused = "message_refused"
    case messageTooLarge = "message_too_large"
    case smtpUTF8Missing = "smtputf8_missing"
    case permanentRefusal = "permanent_refusal"
    case unrenderable
    case unreadable
    case retriesExhausted = "retries_exhausted"

    // MARK: Expired
    case lifetimeOver = "lifetime_over"
    case tooLittleTimeLeft = "too_little_time_left"

    // MARK: Cancelled
    case superseded
    case cancelledByCaller = "cancelled_by_caller"
    case cancelledByOperator = "cancelled_by_operator"
    case revoked

    // MARK: In doubt
    case lostAfterFinalDot = "lost_after_final_dot"
    case processEndedAfterFinalDot = "process_ended_after_final_dot"
}
