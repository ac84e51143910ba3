/// Why a text is not an address Postduif sends to; the raw value is the stable code for `errors[].reason`.
package enum EmailAddressFault: String, Error, CaseIterable, Sendable {
    case missingAt = "missing_at"
    case emptyLocalPart = "empty_local_part"
    case quotedLocalPart = "quoted_local_part"
    case localPartTooLong = "local_part_too_long"
    case misplacedDot = "misplaced_dot"
    case forbiddenCharacter = "forbidden_character"
    case controlCharacter = "control_character"
    case whitespace = "whitespace"
    case emptyDomain = "empty_domain"
    case domainNotQualified = "domain_not_qualified"
    case domainLabel = "domain_label"
    case domainTooLong = "domain_too_long"
    case addressLiteral = "address_literal"
    case tooLong = "too_long"

    /// One sentence that says what is wrong and what to do.
    package var advice: String {
        switch self {
        case .missingAt: "An address has one @ between its local part and its domain."
        case .emptyLocalPart: "There is nothing before the @."
        case .quotedLocalPart: "Quoted local parts are not accepted; ask for an address without quotation marks."
        case .localPartTooLong: "The part before the @ is longer than 64 octets."
        case .misplacedDot: "The part before the @ starts or ends with a dot, or has two in a row."
        case .forbiddenCharacter: "The part before the @ has a character that no address may have there."
        case .controlCharacter: "The address has a control or invisible character; type it again by hand."
        case .whitespace: "The address has a space; remove it."
        case .emptyDomain: "There is nothing after the @."
        case .domainNotQualified: "The domain needs at least two parts, such as example.be."
        case .domainLabel:
            "A part of the domain is empty, longer than 63 octets, or has a character that domains may not have."
        case .domainTooLong: "The domain is longer than 255 octets."
        case .addressLiteral: "An IP address is not accepted as a domain."
        case .tooLong: "The address is longer than 254 octets."
        }
    }
}
