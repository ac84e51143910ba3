import Mail

/// Every sentence of the citizen's page in one language. Plain words; u, vous, Sie.
struct PageTexts: Sendable {
    let language: Language
    let title: String
    let intro: String
    let codeLabel: String
    let codeHint: String
    let submit: String
    let safety: String
    let contact: String
    let doneTitle: String
    let doneText: String
    let doneNext: String
    let invalidTitle: String
    let invalidText: String
    let busyTitle: String
    let busyText: String

    static func of(_ language: Language) -> PageTexts {
        switch language {
        case .nl: nl
        case .fr: fr
        case .en: en
        case .de: de
        }
    }
}
