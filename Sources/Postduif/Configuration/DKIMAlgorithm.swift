/// The signature algorithms a `dkim` entry may name: RFC 6376 §3.3.1 (with RSA keys) and RFC 8463.
enum DKIMAlgorithm: String, CaseIterable, Sendable {
    case rsaSHA256 = "rsa-sha256"
    case ed25519SHA256 = "ed25519-sha256"
}
