import API
import FoundationEssentials
import Glibc
import Issuance
import JWTKit
import Mail

/// An issuer on this machine, for trying out: one Ed25519 key in the spool, tokens from `postduif token mint`.
struct LocalIssuer: Sendable {
    /// What its tokens say in `iss` and `aud`.
    static let name = "urn:postduif:local"
    static let audience = "postduif"
    /// How long a token may live.
    static let lifetimes: ClosedRange<Duration> = .seconds(60) ... .seconds(12 * 3_600)

    /// Whether a text can be the subject of a token.
    static func canName(_ subject: String) -> Bool {
        (1...GrantRequest.subjectOctets).contains(subject.utf8.count)
            && subject.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value != 0x7F }
    }

    private static let prefix = "postduif-issuer-1:"
    private static let keyOctets = 32
    private static let keyID = "local"

    private let key: EdDSA.PrivateKey
    private let signer: any JWTAlgorithm

    /// Reads the key file in the spool directory, and makes it with mode 0600 at the first start.
    static func open(directory: String, random: some RandomSource) async throws -> LocalIssuer {
        let path = "\(directory)/issuer.key"
        let fresh = Array(prefix.utf8) + Base64URL.encode(random.bytes(keyOctets)) + [UInt8(ascii: "\n")]
        if access(path, F_OK) != 0 { _ = try DurableFile.create(path, fresh, purpose: "queue.directory") }
        let text = try SecretFile.read(path, key: "oidc.local", from: FileSystem()).revealText()
        guard text.hasPrefix(prefix), let seed = Base64URL.decode(text.utf8.dropFirst(prefix.utf8.count)), seed.count == keyOctets else {
            throw StartFault("\(path): not the key of a local issuer; remove the file, and a new one is made")
        }
        return try await LocalIssuer(seed: seed)
    }

    /// - Parameter seed: 32 octets (RFC 8032 §5.1.5).
    init(seed: [UInt8]) async throws {
        let text = String(decoding: Base64URL.encode(seed), as: UTF8.self)
        key = try EdDSA.PrivateKey(d: text, curve: .ed25519)
        signer = try await JWTKeyCollection().add(eddsa: key, kid: JWKIdentifier(string: Self.keyID)).getKey()
    }

    /// A token for a person, as an access token of another issuer would be.
    ///
    /// - Parameter email: The claim of that name; `nil`: none.
    func mint(subject: String, email: String? = nil, lifetime: Duration, now: Instant) throws -> Secret {
        let header = JSONWriter.object { json in
            json.string("alg", SignatureAlgorithm.eddsa.rawValue)
            json.string("kid", Self.keyID)
            json.string("typ", "at+jwt")
        }
        let claims = JSONWriter.object { json in
            json.string("iss", Self.name)
            json.string("aud", Self.audience)
            json.string("sub", subject)
            if let email { json.string("email", email) }
            json.integer("iat", now.seconds)
            json.integer("exp", (now + lifetime).seconds)
        }
        let signed = Base64URL.encode(header) + [UInt8(ascii: ".")] + Base64URL.encode(claims)
        return Secret(signed + [UInt8(ascii: ".")] + Base64URL.encode(try signer.sign(signed)))
    }
}

extension LocalIssuer: KeySetSource {
    /// Its public key.
    func fetch() async throws(KeySetFault) -> [UInt8] {
        let x = String(decoding: Base64URL.encode(Array(key.publicKey.rawRepresentation)), as: UTF8.self)
        return Array(#"{"keys":[{"kty":"OKP","crv":"Ed25519","use":"sig","kid":"\#(Self.keyID)","x":"\#(x)"}]}"#.utf8)
    }
}
