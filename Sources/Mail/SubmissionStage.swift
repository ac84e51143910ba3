/// Where in a submission something happened; raw values are shown as `stage` in attempts and metrics.
package enum SubmissionStage: String, CaseIterable, Hashable, Sendable {
    case connect, tls, greeting, ehlo, auth
    case mail, rcpt, data, body
    /// From the last octet of the final dot to its reply: a loss here leaves the message in doubt.
    case finalDot = "final_dot"
    case rset, quit

    /// Whether the stage belongs to the session and not to one message.
    package var isSession: Bool {
        switch self {
        case .connect, .tls, .greeting, .ehlo, .auth, .rset, .quit: true
        case .mail, .rcpt, .data, .body, .finalDot: false
        }
    }
}
