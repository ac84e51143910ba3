import Issuance
import Mail

/// The words of the officer's pages in one language. Written by hand, shown escaped.
struct OfficerTexts: Sendable {
    /// One of the three cases.
    struct Case: Sendable {
        let title: String
        /// Whom it is for.
        let lead: String
    }

    /// Something that can be done with an activation.
    struct Act: Sendable {
        let name: String
        /// What it does, before it is done.
        let lead: String
        let button: String
        let done: String
    }

    let section: String
    // MARK: The list
    let new: String
    let state: String
    let anyState: String
    let search: String
    let searchHint: String
    let show: String
    let none: String
    let older: String
    /// At the end of all there are.
    let searchedAll: String
    /// `{time}`: where a search ended for now.
    let searchedBack: String
    let searchOn: String
    let reference: String
    let address: String
    let caseName: String
    let mail: String
    let issuedAt: String
    let states: [Activation.State: String]
    let mailStates: MailStates
    let cases: [Activation.Case: Case]
    // MARK: The form
    let chooseTitle: String
    let chooseLead: String
    let municipality: String
    let person: String
    let present: String
    let presentMissing: String
    let document: String
    let documentKind: String
    let documents: [Identification.Document: String]
    let country: String
    let countryHint: String
    let check: String
    let checkLead: String
    let checkdoc: String
    let prado: String
    let checkedWith: String
    let tools: [Identification.CheckedWith: String]
    let answer: String
    let answers: [Identification.Result: String]
    let hitStops: String
    let register: String
    let registerLead: String
    let registered: String
    let registeredMissing: String
    let registeredOn: String
    let number: String
    let numberLegend: String
    let numberHint: String
    let bisNumber: String
    let mailLegend: String
    let email: String
    let emailHint: String
    let citizenLanguage: String
    let languageNames: [Language: String]
    let languageUntold: String
    let binding: String
    let codeLegend: String
    let channel: String
    let channels: [Activation.Channel: String]
    let assurance: String
    let assurances: [Activation.Assurance: String]
    let issue: String
    let confirm: String
    let choose: String
    let hit: ConsoleTexts.Refusal
    let agreementMissing: ConsoleTexts.Refusal
    let sentBefore: ConsoleTexts.Refusal
    // MARK: The outcome
    let issued: String
    let code: String
    let codeLead: String
    /// Shown already, or not asked for in time.
    let codeGone: String
    let card: String
    /// With the code on it, and with boxes to write it into.
    let cardWithCode: String
    let cardWithBoxes: String
    let another: String
    let toDetail: String
    let live: String
    let linkExpires: String
    let codeExpires: String
    let identification: String
    let confirmed: String
    let acts: String
    /// Where its state leaves nothing.
    let nothingLeft: String
    let newAddress: String
    let resend: Act
    let reissue: Act
    let correct: Act
    let revoke: Act

    /// What the list calls how a mail stands, in a word or two.
    struct MailStates: Sendable {
        let waiting: String
        let accepted: String
        let refused: String
        let held: String
        let expired: String
        let cancelled: String
        let inDoubt: String
    }

    static func of(_ language: Language) -> OfficerTexts {
        switch language {
        case .nl: nl
        case .fr: fr
        case .en: en
        case .de: de
        }
    }
}
