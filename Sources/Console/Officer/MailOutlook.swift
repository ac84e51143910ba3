import Mail
import Queue

/// How a mail stands, in as many kinds as an officer does something different about.
enum MailOutlook: CaseIterable, Hashable, Sendable {
    case waiting
    /// Our own relay does not answer; the mail waits.
    case relayAway
    case mailboxFull
    /// The same, and it is not tried again.
    case mailboxStaysFull
    /// The recipient's server put it off.
    case later
    case held
    case accepted
    case unknownAddress
    case closedMailbox
    /// The recipient's server cannot take this form of address.
    case foreignAddress
    case refused
    case expired
    case cancelled
    case inDoubt
    /// Its history was deleted.
    case gone

    init(_ message: QueueMessage?) {
        guard let message else {
            self = .gone
            return
        }
        self.init(message.state, message.reason)
    }

    init(_ state: QueueState, _ reason: Reason) {
        switch state {
        case .accepted: self = .accepted
        case .queued, .leased: self = Self.wait(reason)
        case .held: self = .held
        case .rejected: self = Self.refusal(reason)
        case .bounced: self = .unknownAddress
        case .expired: self = .expired
        case .cancelled: self = .cancelled
        case .inDoubt: self = .inDoubt
        }
    }

    /// The class of the box that says it.
    var tone: String {
        switch self {
        case .accepted: "done"
        case .waiting, .relayAway, .later, .held, .cancelled, .gone: "wait"
        case .mailboxFull, .mailboxStaysFull, .unknownAddress, .closedMailbox, .foreignAddress, .refused, .expired, .inDoubt: "notice"
        }
    }

    private static func wait(_ reason: Reason) -> MailOutlook {
        switch reason {
        case .mailboxFull: .mailboxFull
        case .recipientBusy, .greylisted, .rateLimited, .temporaryRefusal, .resendAfterDoubt: .later
        case .paused: .held
        case .relayUnavailable, .relayBusy, .connectFailed, .tlsFailed, .tlsMissing, .certificateInvalid, .greetingRefused, .ehloRefused,
            .authenticationMissing, .authenticationRejected, .authenticationRequired, .requireTLSMissing, .relayTimedOut, .connectionLost,
            .protocolViolation:
            .relayAway
        default: .waiting
        }
    }

    private static func refusal(_ reason: Reason) -> MailOutlook {
        switch reason {
        case .recipientUnknown: .unknownAddress
        case .recipientRefused, .mailboxDisabled: .closedMailbox
        case .mailboxFull: .mailboxStaysFull
        case .smtpUTF8Missing: .foreignAddress
        default: .refused
        }
    }
}
