package import Issuance
package import Mail

/// Whom an issuer vouches for, and by which token it said so.
package struct SignedInPerson: Sendable {
    package let identity: PersonIdentity
    /// Kept with the session, to name it at the sign-out (`id_token_hint`); `nil`: it was longer than ``hintOctets``.
    package let idToken: Secret?

    /// Of a token that goes along in an address. Also a bound of what a session holds.
    package static let hintOctets = 4_096

    package init(identity: PersonIdentity, idToken: Secret?) {
        self.identity = identity
        self.idToken = idToken.flatMap { $0.count <= Self.hintOctets ? $0 : nil }
    }
}
