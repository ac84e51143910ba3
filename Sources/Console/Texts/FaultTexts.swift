import Issuance
import Mail

/// What is wrong with a field, and what looks odd, in one language. Written by hand, shown escaped.
struct FaultTexts: Sendable {
    let notElevenDigits: String
    let checkDigits: String
    let counter: String
    let birthDate: String
    let futureBirth: String
    let noAt: String
    let localPart: String
    let domain: String
    let space: String
    let addressTooLong: String
    let sameAddress: String
    let language: String
    let binding: String
    let country: String
    let foreignDocument: String
    let answerOfCheckdoc: String
    let answerWithoutCheck: String
    let eidWithBISNumber: String
    let bisNumberNeeded: String
    let registrationNeeded: String
    let registrationNotNeeded: String
    let day: String
    let dayInFuture: String
    let dayBeforeBirth: String
    let noTime: String
    let empty: String
    let tooLong: String
    let invisible: String
    let spacesAround: String
    // Of municipalities, agreements and keys.
    let nisCode: String
    let unregistered: String
    let nameMissing: String
    let webAddress: String
    let languages: String
    let languageTwice: String
    let enterpriseNumber: String
    let endBeforeStart: String
    let sameCode: String
    let endNeeded: String
    let successorEnded: String
    let digest: String
    let beforeSignature: String
    let endsByItself: String
    let scopes: String
    let contactIncomplete: String
    let other: String
    /// By code; `{subject}`: what it is about.
    let warnings: [String: String]

    static func of(_ language: Language) -> FaultTexts {
        switch language {
        case .nl: nl
        case .fr: fr
        case .en: en
        case .de: de
        }
    }

    /// Nothing of the value, which stands beside it.
    func text(_ kind: FieldFault.Kind?) -> String {
        switch kind {
        case .number(let fault): text(fault)
        case .address(let fault): text(fault)
        case .sameAddress: sameAddress
        case .language: language
        case .bindingLanguage: binding
        case .country: country
        case .foreignDocument: foreignDocument
        case .answerOfCheckdoc: answerOfCheckdoc
        case .answerWithoutCheck: answerWithoutCheck
        case .eidWithBISNumber: eidWithBISNumber
        case .bisNumberNeeded: bisNumberNeeded
        case .registrationNeeded: registrationNeeded
        case .registrationNotNeeded: registrationNotNeeded
        case .day: day
        case .dayInFuture: dayInFuture
        case .dayBeforeBirth: dayBeforeBirth
        case .noTime: noTime
        case .empty: empty
        case .tooLong: tooLong
        case .invisible: invisible
        case .spacesAround: spacesAround
        case .nisCode: nisCode
        case .unregistered: unregistered
        case .nameMissing: nameMissing
        case .webAddress: webAddress
        case .languages: languages
        case .languageTwice: languageTwice
        case .enterpriseNumber: enterpriseNumber
        case .endBeforeStart: endBeforeStart
        case .sameCode: sameCode
        case .endNeeded: endNeeded
        case .successorEnded: successorEnded
        case .digest: digest
        case .beforeSignature: beforeSignature
        case .endsByItself: endsByItself
        case .scopes: scopes
        case .contactIncomplete: contactIncomplete
        case nil: other
        }
    }

    /// The words of the warning itself where there are none here.
    func text(_ warning: IssuanceWarning) -> String {
        warnings[warning.code]?.replacing("{subject}", with: warning.subject) ?? warning.detail
    }

    /// A warning that was confirmed, without what it was about: that is not kept.
    func confirmed(_ code: String) -> String { text(IssuanceWarning(code: code, field: "", detail: code, subject: "…")) }

    private func text(_ fault: CitizenNumberFault) -> String {
        switch fault {
        case .notElevenDigits: notElevenDigits
        case .checkDigits: checkDigits
        case .counter: counter
        case .birthDate: birthDate
        case .futureBirth: futureBirth
        }
    }

    private func text(_ fault: EmailAddressFault) -> String {
        switch fault {
        case .missingAt: noAt
        case .emptyLocalPart, .quotedLocalPart, .misplacedDot, .forbiddenCharacter: localPart
        case .emptyDomain, .domainNotQualified, .domainLabel, .domainTooLong, .addressLiteral: domain
        case .whitespace, .controlCharacter: space
        case .localPartTooLong, .tooLong: addressTooLong
        }
    }
}
