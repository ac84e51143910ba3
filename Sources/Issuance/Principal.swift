import Mail

/// Whose credential a request carries.
package enum Principal: Hashable, Sendable {
    /// A front.
    case apiKey(APIKeyID)
    /// An officer, an access manager, an operator: whoever signed in with the configured issuer.
    case person(PersonID)

    /// What names it in an HMAC. Identifiers of both kinds are never equal.
    package var bytes: [UInt8] {
        switch self {
        case .apiKey(let id): id.bytes
        case .person(let id): id.bytes
        }
    }
}
