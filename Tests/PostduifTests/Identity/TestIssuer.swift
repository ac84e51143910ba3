import Crypto
import CryptoExtras
import Foundation
import Mail

@testable import Postduif

/// An issuer with keys of its own, made when it is: it signs with swift-crypto alone, so that what verifies is not what made it.
struct TestIssuer: Sendable {
    static let name = "https://login.example.be/realms/lra"
    static let audience = "postduif"
    /// Made once: it takes a second.
    private static let rsa = try? _RSA.Signing.PrivateKey(keySize: .bits2048)

    let p256 = P256.Signing.PrivateKey()
    let ed25519 = Curve25519.Signing.PrivateKey()
    /// Put before the algorithm in the identifiers of the keys.
    let prefix: String

    init(_ prefix: String = "key") { self.prefix = prefix }

    struct Missing: Error {}

    func rsa() throws -> _RSA.Signing.PrivateKey {
        guard let key = Self.rsa else { throw Missing() }
        return key
    }

    /// The identifier of the key for an algorithm.
    func keyID(_ algorithm: String) -> String { "\(prefix)-\(algorithm)" }

    /// A set with a key for each algorithm.
    func keySet() throws -> [UInt8] {
        let keys = try SignatureAlgorithm.allCases.map { try publicKey($0) }
        return Array(#"{"keys":[\#(keys.joined(separator: ","))]}"#.utf8)
    }

    /// - Parameter more: Further members, with a comma at the end.
    func publicKey(_ algorithm: SignatureAlgorithm, _ more: String = #""use":"sig","#) throws -> String {
        let id = keyID(algorithm.rawValue)
        switch algorithm {
        case .rs256, .ps256:
            let primitives = try rsa().publicKey.getKeyPrimitives()
            let (n, e) = (Self.base64URL(primitives.modulus), Self.base64URL(primitives.publicExponent))
            return #"{"kty":"RSA","kid":"\#(id)","alg":"\#(algorithm.rawValue)",\#(more)"n":"\#(n)","e":"\#(e)"}"#
        case .es256:
            let point = p256.publicKey.rawRepresentation
            let (x, y) = (Self.base64URL(point.prefix(32)), Self.base64URL(point.suffix(32)))
            return #"{"kty":"EC","crv":"P-256","kid":"\#(id)",\#(more)"x":"\#(x)","y":"\#(y)"}"#
        case .eddsa:
            return #"{"kty":"OKP","crv":"Ed25519","kid":"\#(id)",\#(more)"x":"\#(Self.base64URL(ed25519.publicKey.rawRepresentation))"}"#
        }
    }

    /// A token as it should be, unless told otherwise.
    ///
    /// - Parameters:
    ///   - algorithm: Of the signature; what the header says is `header`.
    ///   - header: JSON; `nil`: algorithm and key of the signature.
    func token(_ algorithm: SignatureAlgorithm = .es256, header: String? = nil, claims: String) throws -> Secret {
        let header = header ?? #"{"alg":"\#(algorithm.rawValue)","kid":"\#(keyID(algorithm.rawValue))","typ":"JWT"}"#
        let signed = Data("\(Self.base64URL(Data(header.utf8))).\(Self.base64URL(Data(claims.utf8)))".utf8)
        return Secret("\(String(decoding: signed, as: UTF8.self)).\(Self.base64URL(try signature(algorithm, signed)))")
    }

    /// Claims that are good at `now`, each of which may be replaced or (`nil`) left out.
    static func claims(at now: Instant, _ changes: [String: String?] = [:]) -> String {
        let good = [
            "iss": "\"\(name)\"", "aud": "\"\(audience)\"", "sub": "\"officer-1\"", "iat": "\(now.seconds)", "exp": "\(now.seconds + 300)",
        ]
        let claims = good.mapValues { Optional($0) }.merging(changes) { $1 }
        return "{"
            + claims.sorted { $0.key < $1.key }.compactMap { name, value in value.map { "\"\(name)\":\($0)" } }.joined(separator: ",") + "}"
    }

    static func base64URL(_ data: Data) -> String {
        data.base64EncodedString().replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
    }

    private func signature(_ algorithm: SignatureAlgorithm, _ signed: Data) throws -> Data {
        switch algorithm {
        case .es256: try p256.signature(for: signed).rawRepresentation
        case .eddsa: try ed25519.signature(for: signed)
        case .rs256: try rsa().signature(for: SHA256.hash(data: signed), padding: .insecurePKCS1v1_5).rawRepresentation
        case .ps256: try rsa().signature(for: SHA256.hash(data: signed), padding: .PSS).rawRepresentation
        }
    }
}
