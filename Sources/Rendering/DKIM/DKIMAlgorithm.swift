/// How a DKIM signature is made: RFC 6376 §3.3.1 and RFC 8463 §3.
package enum DKIMAlgorithm: String, CaseIterable, Sendable {
    /// RSA of at least 2048 bits, PKCS #1 v1.5: what every receiver can check.
    case rsaSHA256 = "rsa-sha256"
    /// Ed25519: a third of the octets and an eighth of the time; a receiver that does not know it passes it over.
    case ed25519SHA256 = "ed25519-sha256"

    /// `k` of the record in the DNS (RFC 6376 §3.6.1).
    var keyType: String {
        switch self {
        case .rsaSHA256: "rsa"
        case .ed25519SHA256: "ed25519"
        }
    }
}
