import API
import JWTKit

/// One key of a set as JWTKit takes it: its public members alone, for one algorithm that its type allows.
enum PublicKey {
    /// Octets of an RSA modulus in base64url: 2,048 to 8,192 bits.
    private static let modulusText = 342...1_366
    /// Octets of an RSA exponent in base64url.
    private static let exponentText = 1...11

    /// What a key may be used for: its own `alg` where it names one, else all of its type.
    static func algorithms(of key: JSONValue) -> [SignatureAlgorithm] {
        let fitting: [SignatureAlgorithm] =
            switch (key.text("kty"), key.text("crv")) {
            case ("RSA", _): [.rs256, .ps256]
            case ("EC", "P-256"): [.es256]
            case ("OKP", "Ed25519"): [.eddsa]
            default: []
            }
        guard let own = key["alg"] else { return fitting }
        return fitting.filter { own == .string($0.rawValue) }
    }

    /// `nil` for a key that is not sound.
    static func verifier(_ key: JSONValue, _ algorithm: SignatureAlgorithm) async -> (any JWTAlgorithm)? {
        guard let jwk = jwk(key, algorithm) else { return nil }
        // A collection of its own: in a shared one a token with an unknown key would be tried with the default.
        return try? await JWTKeyCollection().add(jwk: jwk).getKey(for: Self.identifier)
    }

    private static let identifier = JWKIdentifier(string: "key")

    private static func jwk(_ key: JSONValue, _ algorithm: SignatureAlgorithm) -> JWK? {
        let name = JWK.Algorithm(rawValue: algorithm.rawValue)
        switch algorithm {
        case .rs256, .ps256:
            guard let modulus = key.text("n"), Self.modulusText.contains(modulus.utf8.count), let exponent = key.text("e"),
                Self.exponentText.contains(exponent.utf8.count)
            else { return nil }
            return .rsa(name, identifier: identifier, modulus: modulus, exponent: exponent)
        case .es256:
            guard let x = key.text("x"), let y = key.text("y") else { return nil }
            return .ecdsa(name, identifier: identifier, x: x, y: y, curve: .p256)
        case .eddsa:
            guard let x = key.text("x") else { return nil }
            return .octetKeyPair(name, identifier: identifier, x: x, y: nil, curve: .ed25519)
        }
    }
}
