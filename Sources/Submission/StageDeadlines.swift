package import Mail

/// How long each stage may take. Shorter than RFC 5321 §4.5.3.2, which is written for relays: our queue outlives us.
package struct StageDeadlines: Hashable, Sendable {
    /// Name resolution, TCP and, on `smtps`, TLS.
    package var connect: Duration = .seconds(5)
    /// The whole session: greeting, EHLO, STARTTLS, AUTH.
    package var session: Duration = .seconds(20)
    /// MAIL, RCPT and DATA, each.
    package var command: Duration = .seconds(10)
    package var body: Duration = .seconds(30)
    /// A loss here is in doubt, so this one is long.
    package var finalDot: Duration = .seconds(60)
    package var rset: Duration = .seconds(5)

    package init() {}

    /// The deadline of a stage.
    package func duration(of stage: SubmissionStage) -> Duration {
        switch stage {
        case .connect: connect
        case .tls, .greeting, .ehlo, .auth: session
        case .mail, .rcpt, .data: command
        case .body: body
        case .finalDot: finalDot
        case .rset, .quit: rset
        }
    }
}
