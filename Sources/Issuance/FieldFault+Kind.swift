package import Mail

extension FieldFault {
    /// What is wrong with a field, in no language.
    package enum Kind: Hashable, Sendable {
        case number(CitizenNumberFault)
        case address(EmailAddressFault)
        /// The address stands already.
        case sameAddress
        /// Not one that the municipality may use.
        case language
        case bindingLanguage
        case country
        /// Checkdoc knows Belgian documents alone.
        case foreignDocument
        /// Checkdoc answers hit or no hit.
        case answerOfCheckdoc
        /// Nothing was asked, so nothing answered.
        case answerWithoutCheck
        /// No eID has a BIS number.
        case eidWithBISNumber
        case bisNumberNeeded
        case registrationNeeded
        /// The day of the registration belongs to another case.
        case registrationNotNeeded
        case day
        case dayInFuture
        case dayBeforeBirth
        /// It ends before it begins.
        case noTime
        case empty
        case tooLong
        case invisible
        case spacesAround

        // Of municipalities, agreements and keys.
        /// No NIS code.
        case nisCode
        /// A municipality that is not registered.
        case unregistered
        /// Neither a name nor one in the first language.
        case nameMissing
        /// In a name.
        case webAddress
        /// Not one or two of those of a municipality.
        case languages
        case languageTwice
        case enterpriseNumber
        /// Or on the same day.
        case endBeforeStart
        /// A municipality that follows itself.
        case sameCode
        /// A municipality that follows on no day.
        case endNeeded
        /// One that is not valid when the other ends.
        case successorEnded
        /// Not that of a document.
        case digest
        /// An agreement that is withdrawn before it was signed.
        case beforeSignature
        /// One that is withdrawn when it has ended.
        case endsByItself
        /// None, or one that keys cannot have.
        case scopes
        /// A contact without a name or an address.
        case contactIncomplete

        /// All of them.
        package static let all: [Kind] =
            CitizenNumberFault.allCases.map { .number($0) } + EmailAddressFault.allCases.map { .address($0) } + [
                .sameAddress, .language, .bindingLanguage, .country, .foreignDocument, .answerOfCheckdoc, .answerWithoutCheck,
                .eidWithBISNumber, .bisNumberNeeded, .registrationNeeded, .registrationNotNeeded, .day, .dayInFuture, .dayBeforeBirth,
                .noTime, .empty, .tooLong, .invisible, .spacesAround, .nisCode, .unregistered, .nameMissing, .webAddress, .languages,
                .languageTwice, .enterpriseNumber, .endBeforeStart, .sameCode, .endNeeded, .successorEnded, .digest, .beforeSignature,
                .endsByItself, .scopes, .contactIncomplete,
            ]
    }
}
