import Mail

/// The words of the access managers' pages in one language. Written by hand, shown escaped.
struct AccessTexts: Sendable {
    let section: String
    let chooseMunicipality: String
    let give: String
    let current: String
    let history: String
    let nobody: String
    let older: String
    let nextPage: String
    let firstPage: String
    let person: String
    let role: String
    let from: String
    let until: String
    /// Without an end.
    let open: String
    let state: String
    let toCome: String
    let inForce: String
    let ended: String
    let withdrawn: String
    let givenBy: String
    let withdrawnBy: String
    /// An act at the machine itself.
    let machine: String
    /// A name that was erased.
    let erased: String
    let end: String
    let subject: String
    let subjectHint: String
    let name: String
    let nameHint: String
    let fromHint: String
    let untilHint: String
    let email: String
    let emailHint: String
    let giveButton: String
    let given: String
    let endTitle: String
    let endLead: String
    let endButton: String
    let endedNow: String
    let overlapping: String
    /// With other details.
    let sentBefore: String
    let ownRole: String
    let choose: String

    static func of(_ language: Language) -> AccessTexts {
        switch language {
        case .nl: nl
        case .fr: fr
        case .en: en
        case .de: de
        }
    }
}
