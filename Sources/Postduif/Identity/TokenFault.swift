/// Why a token is not good: for the log alone, callers are told no difference.
enum TokenFault: String, Error, Hashable, CaseIterable, Sendable {
    case tooLong = "too_long"
    /// Not three parts of base64url with JSON objects in the first two.
    case malformed
    case algorithm
    /// A `typ` of another kind of token.
    case type
    /// An extension that must be understood (RFC 7515 §4.1.11).
    case critical
    /// No key of the issuer has this identifier and algorithm.
    case unknownKey = "unknown_key"
    case signature
    case issuer
    case audience
    case subject
    /// Of an ID token that was made for another sign-in.
    case nonce
    case expired
    case notYet = "not_yet"
}
