import Mail

/// All words of the start card in one language. Written by hand, shown escaped; a name in braces is replaced by its value.
struct StartCardTexts: Sendable {
    let title: String
    /// What the card is for.
    let lead: String
    let codeTitle: String
    /// What goes into the boxes.
    let code: String
    /// What the boxes hold already.
    let codeGiven: String
    let stepsTitle: String
    /// One after the other; `{address}`: the masked one, `{url}`: how the link begins.
    let steps: [String]
    /// Until when it is to be done: `{until}`.
    let until: String
    /// Beside the QR code; `{url}`: of the start page.
    let start: String
    /// The same where there is none, as the address is too long for it.
    let startTyped: String
    let mailTitle: String
    let sender: String
    let subject: String
    let reference: String
    /// What to do when it does not come, or comes twice.
    let mail: String
    let safetyTitle: String
    let safety: String
    let helpTitle: String
    let phone: String
    let email: String

    static func of(_ language: Language) -> StartCardTexts {
        switch language {
        case .nl: nl
        case .fr: fr
        case .en: en
        case .de: de
        }
    }
}
