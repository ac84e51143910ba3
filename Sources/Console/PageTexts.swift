import Mail

/// All words of the citizen's page in one language. Written by hand, shown escaped.
struct PageTexts: Sendable {
    let language: Language
    /// The language's own name, for the heading of its part on a page in all languages.
    let languageName: String
    let title: String
    /// What this page is and who sent the reader here.
    let lead: String
    let formTitle: String
    let label: String
    /// Where the code is and how it may be typed.
    let hint: String
    /// Stands before the word that the mail shows too.
    let reference: String
    let button: String
    let privacy: String
    let failureTitle: String
    let failure: String
    /// What may be the reason, and what to do about each.
    let failureReasons: [String]
    let busyTitle: String
    let busy: String
    let doneTitle: String
    let done: String
    /// Stands before the name of the front that wants the reader back.
    let continueTo: String
    let continueHint: String
    let nextTitle: String
    let next: [String]
    let helpTitle: String
    let help: String
    let phoneLabel: String
    let emailLabel: String

    static func of(_ language: Language) -> PageTexts {
        switch language {
        case .nl: nl
        case .fr: fr
        case .en: en
        case .de: de
        }
    }
}
