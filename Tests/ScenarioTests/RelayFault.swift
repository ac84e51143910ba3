import Inbox
import Mail
import Submission
import Testing

/// One cell of the matrix whose fault is the relay's own: it meets every message, so none of them has to answer for it.
struct RelayFault: Sendable, CustomTestStringConvertible {
    /// How the relay is reached, and what is wrong with it apart from its script.
    enum Access: Hashable, Sendable {
        case clear
        /// Nobody listens.
        case refused
        /// The system answers no SYN.
        case silent
        /// AUTH PLAIN, with the password the relay knows or with another.
        case password, wrongPassword
        case startTLS
        /// A certificate that nobody vouches for.
        case untrusted
        /// TLS from the first octet, to a relay that does not speak it.
        case tlsToClearText
    }

    let name: String
    let access: Access
    let rules: [ScriptRule]
    let withheld: Set<SMTPExtension>
    /// What an attempt at this relay comes to: one of these.
    let reasons: Set<Reason>
    /// Whether the recipient was named before: one message may be the cause, so that three must break before the relay is given up.
    let mayBeTheMessages: Bool
    /// Whether the relay can be told to behave; a wrong certificate or password stays.
    var recovers: Bool { ![.wrongPassword, .untrusted, .tlsToClearText].contains(access) }

    var testDescription: String { name }

    init(_ stage: ScriptStage, _ fault: String, _ step: ScriptStep, _ reasons: Reason...) {
        name = "\(stage.rawValue): \(fault)"
        access = stage == .starttls ? .startTLS : stage == .auth ? .password : .clear
        rules = [ScriptRule(at: stage, do: step)]
        withheld = []
        self.reasons = Set(reasons)
        mayBeTheMessages = [.rcpt, .data, .finalDot].contains(stage)
    }

    init(_ name: String, _ access: Access, withheld: Set<SMTPExtension> = [], rules: [ScriptRule] = [], _ reason: Reason) {
        (self.name, self.access, self.withheld, self.rules, self.reasons) = (name, access, withheld, rules, [reason])
        mayBeTheMessages = false
    }

    /// A fresh script: it counts its visits.
    func script() -> RelayScript { RelayScript(rules, withheld: withheld) }
}
