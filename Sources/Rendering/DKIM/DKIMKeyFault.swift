/// Why a text holds no key to sign with.
package enum DKIMKeyFault: Error, Hashable, Sendable {
    /// No PEM form of a private key of that kind.
    case notAKey(DKIMAlgorithm)
    /// RSA with fewer bits than receivers ask for (RFC 8301 §3.2).
    case tooShort(bits: Int)

    /// What is wrong and how to make it right; begins with a verb, for the name of the file stands before it.
    package var advice: String {
        switch self {
        case .notAKey(.rsaSHA256):
            "holds no RSA private key in PEM form; make one with: openssl genpkey -algorithm RSA -pkeyopt rsa_keygen_bits:2048"
        case .notAKey(.ed25519SHA256):
            "holds no Ed25519 private key in PEM form; make one with: openssl genpkey -algorithm ed25519"
        case .tooShort(let bits):
            "holds an RSA key of \(bits) bits, which receivers refuse; make one of 2048: openssl genpkey -algorithm RSA -pkeyopt rsa_keygen_bits:2048"
        }
    }
}
