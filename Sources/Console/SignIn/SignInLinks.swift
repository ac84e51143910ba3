import Crypto
package import Issuance
package import Mail
import Synchronization

/// Links that sign one person in once, for trying out: only with the issuer on this machine, and asked for at the admin socket alone.
///
/// Kept in memory by the digest of their secret part.
package final class SignInLinks: Sendable {
    /// How long one is good.
    package static let lifetime: Duration = .seconds(600)
    /// At one time; the oldest makes room.
    static let limit = 100
    private static let octets = 16

    private struct Link {
        let identity: PersonIdentity
        let until: Duration
    }

    private let publicURL: String
    private let clock: any TimeSource
    private let random: any RandomSource
    private let links = Mutex<[[UInt8]: Link]>([:])

    package init(publicURL: String, clock: any TimeSource, random: any RandomSource) {
        self.publicURL = publicURL
        self.clock = clock
        self.random = random
    }

    /// The address that signs somebody in.
    package func make(for identity: PersonIdentity) -> Secret {
        let now = clock.monotonic
        let code = Base64URL.encode(random.bytes(Self.octets))
        links.withLock { links in
            links = links.filter { $0.value.until > now }
            if links.count >= Self.limit, let oldest = links.min(by: { $0.value.until < $1.value.until }) { links[oldest.key] = nil }
            links[Self.digest(code)] = Link(identity: identity, until: now + Self.lifetime)
        }
        return Secret(Array("\(publicURL)/console/sign-in/link/".utf8) + code)
    }

    /// Whether the last part of an address may still be used.
    func isGood(_ code: Secret) -> Bool {
        let now = clock.monotonic
        return links.withLock { links in links[Self.digest(code.reveal())].map { $0.until > now } ?? false }
    }

    /// Whom it signs in; it is used up.
    func take(_ code: Secret) -> PersonIdentity? {
        let now = clock.monotonic
        let link = links.withLock { $0.removeValue(forKey: Self.digest(code.reveal())) }
        return link.flatMap { $0.until > now ? $0.identity : nil }
    }

    private static func digest(_ code: [UInt8]) -> [UInt8] { Array(SHA256.hash(data: code)) }
}
