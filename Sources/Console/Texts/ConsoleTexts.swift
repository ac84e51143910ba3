import Issuance
import Mail

/// The words that all pages of the consoles share, in one language. Written by hand, shown escaped.
struct ConsoleTexts: Sendable {
    /// The title and what to do of something that did not work.
    struct Refusal: Sendable {
        let title: String
        let text: String
    }

    let language: Language
    let languageName: String
    let product: String
    /// The link over everything that each page repeats.
    let skip: String
    let menu: String
    let languages: String
    let signOut: String
    let roles: [Role: String]
    /// Where a role that is limited to no municipality reaches.
    let everywhere: String
    let serviceDesk: String
    let signInTitle: String
    let signInLead: String
    let signInButton: String
    /// No issuer is configured.
    let signInNone: String
    /// Where the link for trying out comes from.
    let signInByLink: String
    let signedOut: String
    /// While the browser goes on to the issuer, which signs out too.
    let signingOut: Refusal
    let signOutThere: String
    /// Where the issuer was not asked to, or has not answered.
    let signedInThere: String
    let linkTitle: String
    let linkLead: String
    let linkButton: String
    let linkBad: Refusal
    let signInFailed: Refusal
    let signInUnavailable: Refusal
    /// Within this minute.
    let signInsLimited: Refusal
    let tryAgain: String
    let noRole: Refusal
    let tooMany: Refusal
    let notFound: Refusal
    /// The address is right, and not what the browser wants of it.
    let notOffered: Refusal
    let forbidden: Refusal
    /// A form of a session that is over, or of another page.
    let staleForm: Refusal
    /// The title of what is not possible now; ``LimitTexts`` say when it is.
    let busy: String
    let conflict: Refusal
    let failed: Refusal
    let backToStart: String
    /// Over the list of wrong fields.
    let faults: String
    /// Behind the name of a field that must be filled in.
    let needed: String
    let cancel: String
    let look: String
    /// Opens in another tab.
    let opensBeside: String

    /// In the order of the switch.
    static let all = [nl, fr, de, en]

    static func of(_ language: Language) -> ConsoleTexts {
        switch language {
        case .nl: nl
        case .fr: fr
        case .en: en
        case .de: de
        }
    }
}
