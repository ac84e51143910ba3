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

    init(reason: Reason, in language: Language) {
        self.reason = reason
        self.language = language
    }

    init(fault: SignInFault, in language: Language) {
        self.init(reason: fault == .unavailable ? .away : .refused, in: language)
    }

    /// Reads what ``cookie`` wrote; `nil` for anything else.
    init?(cookie: Secret) {
        let parts = cookie.revealText().split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 2, let reason = Reason(rawValue: String(parts[0])), let language = Language(rawValue: String(parts[1])) else {
            return nil
        }
        self.init(reason: reason, in: language)
    }

    var cookie: Secret { Secret("\(reason.rawValue).\(language.rawValue)") }
}
