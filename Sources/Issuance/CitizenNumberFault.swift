/// Why a text is no citizen number.
package enum CitizenNumberFault: String, Error, CaseIterable, Sendable {
    case notElevenDigits = "not_eleven_digits"
    case checkDigits = "check_digits"
    case counter
    case birthDate = "birth_date"
    case futureBirth = "future_birth"

    /// One sentence that says what is wrong and what to do; never the number.
    package var advice: String {
        switch self {
        case .notElevenDigits: "A national register or BIS number has eleven digits, such as YY.MM.DD-XXX.CC."
        case .checkDigits: "The check digits do not fit the number; compare it with the document."
        case .counter: "The three digits after the birth date are 001 to 998; compare the number with the document."
        case .birthDate: "The first six digits are not a birth date; compare the number with the document."
        case .futureBirth: "The number gives a birth date in the future; compare it with the document."
        }
    }
}
