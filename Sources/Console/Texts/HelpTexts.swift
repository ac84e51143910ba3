import Mail

/// The words of the officer's help that no other page has, in one language; docs/guide says the same at length. Written by hand, shown escaped.
struct HelpTexts: Sendable {
    let title: String
    let lead: String
    let stepsTitle: String
    /// One after the other, from the form to signing out.
    let steps: [String]
    let neverTitle: String
    let never: [String]

    static func of(_ language: Language) -> HelpTexts {
        switch language {
        case .nl: nl
        case .fr: fr
        case .en: en
        case .de: de
        }
    }
}
