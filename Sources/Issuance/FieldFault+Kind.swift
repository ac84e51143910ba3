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

        /// All of them.
        package static let all: [Kind] =
            CitizenNumberFault.allCases.map { .number($0) } + EmailAddressFault.allCases.map { .address($0) } + [
                .sameAddress, .language, .bindingLanguage, .country, .foreignDocument, .answerOfCheckdoc, .answerWithoutCheck,
                .eidWithBISNumber, .bisNumberNeeded, .registrationNeeded, .registrationNotNeeded, .day, .dayInFuture, .dayBeforeBirth,
                .noTime, .empty, .tooLong, .invisible, .spacesAround,
            ]
    }
}
