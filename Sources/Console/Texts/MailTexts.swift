import Mail

/// What becomes of a mail, in plain words: what happened, and what to do while the citizen still stands there.
struct MailTexts: Sendable {
    let words: [MailOutlook: ConsoleTexts.Refusal]
    /// Before what the other side replied, in its own words.
    let reply: String

    static func of(_ language: Language) -> MailTexts {
        switch language {
        case .nl: nl
        case .fr: fr
        case .en: en
        case .de: de
        }
    }
}
