/// The signatures that a token may have (RFC 7518 §3.1, RFC 8037 §3.1). None is made with a secret that both sides share, and
/// `none` is not among them: a public key never passes for such a secret.
enum SignatureAlgorithm: String, CaseIterable, Hashable, Sendable {
    case es256 = "ES256"
    case rs256 = "RS256"
    case ps256 = "PS256"
    case eddsa = "EdDSA"
}
