import Mail

/// The words of charts, replies and texts of mails, in one language.
struct FigureTexts: Sendable {
    // MARK: Charts
    let section, title, none: String
    /// `{time}`
    let since: String
    let asTable: String
    let latencyTitle, latencyLead, latencyTable, seconds: String
    /// `{kind}`, `{count}`, `{half}`, `{most}`
    let latencyDescription: String
    let outcomeTitle, acceptedTitle, lostTitle, outcomeTable, hour: String
    /// `{what}`, `{count}`, `{hours}`
    let outcomeDescription: String
    let depthTitle, depthDescription, depthTable: String
    /// Of the lines, in their order.
    let strokes: [String]

    // MARK: Replies
    let repliesSection, repliesTitle, repliesLead, otherReplies, noOtherReplies, acceptances, noAcceptances: String

    // MARK: Texts of mails
    let templatesSection, templatesTitle, templatesTable, toTemplates, inForce: String
    /// `{count}`
    let former: String
    let adviceTitle, noAdvice, reloadTitle, reloadHow, reload: String
    /// `{version}`
    let reloaded: String
    let brokenTitle: String
    /// `{time}`
    let broken, brokenNote: String
    let subject, example, asHTML, asText: String

    static func of(_ language: Language) -> FigureTexts {
        switch language {
        case .nl: nl
        case .fr: fr
        case .en: en
        case .de: de
        }
    }
}
