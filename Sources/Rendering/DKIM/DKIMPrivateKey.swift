import Crypto
import CryptoExtras
import FoundationEssentials
import Mail

/// A private key, with what the DNS says of its public half.
enum DKIMPrivateKey: Sendable {
    case rsa(_RSA.Signing.PrivateKey)
    case ed25519(Curve25519.Signing.PrivateKey)

    /// Bits of an RSA key: below, receivers may take a signature for none (RFC 8301 §3.2).
    static let fewestBits = 2_048

    /// - Parameter pem: PKCS #8, or PKCS #1 for RSA.
    init(_ algorithm: DKIMAlgorithm, pem: Secret) throws(DKIMKeyFault) {
        do {
            switch algorithm {
            case .rsaSHA256: self = .rsa(try _RSA.Signing.PrivateKey(unsafePEMRepresentation: pem.revealText()))
            case .ed25519SHA256: self = .ed25519(try Curve25519.Signing.PrivateKey(pemRepresentation: pem.revealText()))
            }
        } catch {
            throw .notAKey(algorithm)
        }
        if case .rsa(let key) = self, key.keySizeInBits < Self.fewestBits { throw .tooShort(bits: key.keySizeInBits) }
    }

    /// The same octets for the same data, so that attempts do not differ.
    ///
    /// Ed25519 signs the SHA-256 of the data as its message (RFC 8463 §3).
    func signature(of data: [UInt8]) throws -> [UInt8] {
        let digest = SHA256.hash(data: data)
        return switch self {
        case .rsa(let key): Array(try key.signature(for: digest, padding: .insecurePKCS1v1_5).rawRepresentation)
        case .ed25519(let key): Array(try key.signature(for: Array(digest)))
        }
    }

    /// `p` of the record in the DNS, before base64: SubjectPublicKeyInfo for RSA, the bare key for Ed25519 (RFC 8463 §4).
    var publicKey: [UInt8] {
        switch self {
        case .rsa(let key): Array(key.publicKey.derRepresentation)
        case .ed25519(let key): Array(key.publicKey.rawRepresentation)
        }
    }
}
