/// A reply code (RFC 5321 §4.2): three digits, the first of which decides.
package struct ReplyCode: Hashable, Sendable, CustomStringConvertible {
    package let rawValue: UInt16

    /// `nil` unless within 200...599.
    package init?(_ value: Int) {
        guard (200...599).contains(value) else { return nil }
        self.rawValue = UInt16(value)
    }

    private init(known value: UInt16) { self.rawValue = value }

    package static let serviceReady = ReplyCode(known: 220)
    package static let closing = ReplyCode(known: 221)
    package static let authenticated = ReplyCode(known: 235)
    package static let ok = ReplyCode(known: 250)
    package static let startMailInput = ReplyCode(known: 354)
    package static let serviceNotAvailable = ReplyCode(known: 421)
    package static let mailboxBusy = ReplyCode(known: 450)
    package static let localError = ReplyCode(known: 451)
    package static let insufficientStorage = ReplyCode(known: 452)
    package static let authenticationRequired = ReplyCode(known: 530)
    package static let authenticationRejected = ReplyCode(known: 535)
    package static let mailboxUnavailable = ReplyCode(known: 550)
    package static let exceededStorage = ReplyCode(known: 552)
    package static let mailboxNameNotAllowed = ReplyCode(known: 553)
    package static let transactionFailed = ReplyCode(known: 554)

    /// What the first digit says (RFC 5321 §4.2.1).
    package enum Severity: UInt16, Sendable {
        case completion = 2
        case intermediate = 3
        case transientNegative = 4
        case permanentNegative = 5
    }

    package var severity: Severity {
        // The initialisers admit 200...599 only.
        Severity(rawValue: rawValue / 100) ?? .permanentNegative
    }

    package var isPositive: Bool { severity == .completion }
    package var isTransient: Bool { severity == .transientNegative }
    package var isPermanent: Bool { severity == .permanentNegative }

    package var description: String { String(rawValue) }

    /// Lets a `switch` match a whole family: `case .permanentNegative:`.
    package static func ~= (pattern: Severity, code: ReplyCode) -> Bool {
        code.severity == pattern
    }
}
