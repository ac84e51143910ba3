import API
import Issuance
import Mail

/// How a way back from the issuer ended that signed nobody in, for the page after it: in a cookie of that browser, so that neither code
/// nor state stays in its address bar, and no address makes that page say anything.
struct SignInEnd: Error, Hashable, Sendable {
    enum Reason: String, CaseIterable, Sendable {
        /// It did not come from the issuer, not to this browser, too late, or with what the issuer does not stand for: one word for all.
        case refused
        case away
        case roleless
        case full
        case limited
    }

    /// How long the page can be looked at.
    static let seconds = 120

    let reason: Reason
    let language: Language
    /// Of ``Reason/limited``: when to come again, in seconds, at least 1; `nil` with all others.
    let retryAfter: Int64?

    init(reason: Reason, in language: Language) {
        self.init(reason: reason, in: language, retryAfter: nil)
    }

    private init(reason: Reason, in language: Language, retryAfter: Int64?) {
        self.reason = reason
        self.language = language
        self.retryAfter = retryAfter
    }

    init(fault: SignInFault, in language: Language) {
        self.init(reason: fault == .unavailable ? .away : .refused, in: language)
    }

    init(refusal: IssuanceRefusal, in language: Language) {
        self.init(reason: .limited, in: language, retryAfter: Problem(refusal).retryAfterSeconds)
    }

    /// Reads what ``cookie`` wrote; `nil` for anything else.
    init?(cookie: Secret) {
        let parts = cookie.revealText().split(separator: ".", omittingEmptySubsequences: false)
        guard (2...3).contains(parts.count), let reason = Reason(rawValue: String(parts[0])),
            let language = Language(rawValue: String(parts[1]))
        else { return nil }
        guard parts.count == 3 else {
            self.init(reason: reason, in: language)
            return
        }
        guard reason == .limited, let seconds = Int64(parts[2]), (1...LimitWindow.minute.seconds).contains(seconds) else { return nil }
        self.init(reason: reason, in: language, retryAfter: seconds)
    }

    var cookie: Secret { Secret("\(reason.rawValue).\(language.rawValue)\(retryAfter.map { ".\($0)" } ?? "")") }
}
