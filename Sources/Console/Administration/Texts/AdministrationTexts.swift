import Issuance
import Mail

/// The words of the pages of administrators and auditors, in one language.
struct AdministrationTexts: Sendable {
    let number, more: String

    // MARK: Audit
    let audit, auditTitle, auditCaption, action, object, actor, since, until, details, noEntries: String
    let verifyTitle, verifyLead, verify, cuts, end: String
    /// `{time}`
    let verifiedAt: String
    /// `{count}`
    let intact, broken: String

    // MARK: Keys
    let keys, keysTitle, toKeys, key, keyName, keyNameHint, scopes, keyPlaceHint, created, revoked, revoke, revokeMeaning, noKeys: String
    let createTitle, create, madeTitle, madeLead, madeGone: String

    // MARK: Municipalities
    let municipalities, municipalitiesTitle, toMunicipalities, noMunicipalities, register, change, changeHint, save: String
    let nis, nisHint, name, nameHint, nameNL, nameFR, nameDE, languages, languagesHint, enterpriseNumber: String
    let validFrom, validUntil, untilHint, successor, issuing, canIssue, cannotIssue: String
    let agreement, agreements, agreementHint, addAgreement, noAgreements, signedOn, signatory, function, documentDigest: String
    let withdraw, withdrawMeaning, withdrawnOn, withdrawHint: String
    let standings: [AgreementStanding.State: String]
    /// Why nothing can be issued: `{day}`, `{code}`.
    let codeToCome, codeFollowed, codeEnded, agreementMissing, agreementToCome, agreementEnded, agreementWithdrawn: String

    static func of(_ language: Language) -> AdministrationTexts {
        switch language {
        case .nl: nl
        case .fr: fr
        case .en: en
        case .de: de
        }
    }
}
