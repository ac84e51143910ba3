import Crypto
import Issuance
import Mail

/// A sign-in between the way to the issuer and the way back: all of it in one cookie of the browser that began it, so that strangers fill
/// no memory here. State, nonce and verifier are made of the cookie's random seed under a key of this process.
struct PendingSignIn: Sendable {
    /// How long somebody may take at the issuer.
    static let lifetime: Duration = .seconds(600)

    private static let seedOctets = 32
    private static let tagOctets = 16

    private let seed: [UInt8]
    private let key: SymmetricKey
    let language: Language

    /// A new one.
    init(key: SymmetricKey, language: Language, random: any RandomSource) {
        self.key = key
        self.language = language
        seed = random.bytes(Self.seedOctets)
    }

    /// Reads what ``cookie(at:)`` wrote; `nil` for anything else, and once its time is over.
    init?(cookie: Secret, key: SymmetricKey, now: Duration) {
        let parts = cookie.reveal().split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        guard parts.count == 2, let bytes = Base64URL.decode(parts[0]), bytes.count == Self.seedOctets + 8 + Self.tagOctets,
            let language = Language(rawValue: String(decoding: parts[1], as: UTF8.self))
        else { return nil }
        let (seed, rest) = (Array(bytes.prefix(Self.seedOctets)), bytes.dropFirst(Self.seedOctets))
        let (time, tag) = (Array(rest.prefix(8)), Array(rest.suffix(Self.tagOctets)))
        guard constantTimeEqual(tag, Self.tag(seed + time, key)) else { return nil }
        let began = Duration.seconds(time.reduce(Int64(0)) { $0 << 8 | Int64($1) })
        guard began <= now, now < began + Self.lifetime else { return nil }
        self.seed = seed
        self.key = key
        self.language = language
    }

    /// - Parameter now: Of a clock that never goes back.
    func cookie(at now: Duration) -> Secret {
        let seconds = now.components.seconds
        let time = (0..<8).map { UInt8(truncatingIfNeeded: seconds >> (56 - 8 * $0)) }
        let bytes = seed + time + Self.tag(seed + time, key)
        return Secret(Base64URL.encode(bytes) + [UInt8(ascii: ".")] + Array(language.rawValue.utf8))
    }

    var state: String { derived("state") }
    var nonce: String { derived("nonce") }
    /// What it is remembered by once it was used.
    var name: [UInt8] { Array(HMAC<SHA256>.authenticationCode(for: Array("used".utf8) + seed, using: key)) }
    /// 43 characters (RFC 7636 §4.1).
    var verifier: Secret { Secret(derived("verifier")) }

    /// RFC 7636 §4.2.
    var challenge: String {
        String(decoding: Base64URL.encode(Array(SHA256.hash(data: verifier.reveal()))), as: UTF8.self)
    }

    private func derived(_ purpose: String) -> String {
        String(
            decoding: Base64URL.encode(Array(HMAC<SHA256>.authenticationCode(for: Array(purpose.utf8) + seed, using: key))), as: UTF8.self)
    }

    private static func tag(_ bytes: [UInt8], _ key: SymmetricKey) -> [UInt8] {
        Array(Array(HMAC<SHA256>.authenticationCode(for: Array("cookie".utf8) + bytes, using: key)).prefix(tagOctets))
    }
}
