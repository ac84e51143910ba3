/// Where a script or a chaos setting can step in; raw values are the names in files.
package enum ScriptStage: String, CaseIterable, Hashable, Sendable {
    case greeting, ehlo, starttls, auth, mail, rcpt, data
    /// The first octets of a message have come, its end has not been looked at.
    case body
    /// The whole message has come, nothing is stored or answered yet.
    case finalDot = "final_dot"
    case rset, quit
    /// After the answer to a final dot: what is said here was not asked for.
    case idle

    /// Whether a refusal here is the refusal of a message.
    package var belongsToMessage: Bool {
        switch self {
        case .mail, .rcpt, .data, .body, .finalDot: true
        case .greeting, .ehlo, .starttls, .auth, .rset, .quit, .idle: false
        }
    }

    /// `nil` for what no script steps into.
    init?(_ step: SessionStep) {
        switch step {
        case .greeting: self = .greeting
        case .body: self = .body
        case .finalDot: self = .finalDot
        case .idle: self = .idle
        case .command(let command): self.init(command)
        }
    }

    private init?(_ command: Command) {
        switch command {
        case .helo, .ehlo: self = .ehlo
        case .startTLS: self = .starttls
        case .auth: self = .auth
        case .mail: self = .mail
        case .rcpt: self = .rcpt
        case .data: self = .data
        case .rset: self = .rset
        case .quit: self = .quit
        case .authResponse, .noop, .vrfy, .faulty: return nil
        }
    }
}
