package import Issuance
package import Mail

/// Tells whom a bearer token speaks for. The executable brings what checks signatures.
package protocol TokenVerifying: Sendable {
    /// Whom the configured issuer vouched for; `nil` for every token that is not good now, whatever the reason.
    func person(of token: Secret) async -> PersonIdentity?
}
