import API
import Issuance
import Mail

/// Whether an ID token is good for one sign-in (OpenID Connect Core §3.1.3.7).
struct IDTokenCheck: Sendable {
    /// Its rules name the client as the audience.
    let verifier: TokenVerifier

    /// Of an ID token, or of no kind in particular: an access token of the same issuer signs nobody in.
    static let types: Set<String> = ["jwt"]

    /// - Parameter nonce: What was sent to the issuer.
    func person(_ token: Secret, nonce: String) async throws(TokenFault) -> PersonIdentity {
        let claims = try await verifier.claims(token)
        guard let found = claims.text("nonce"), Secret(found).isEqual(to: Secret(nonce)) else { throw .nonce }
        // Points 4 and 5: whom the token was made for, where that is said apart.
        if let party = claims["azp"], party != .string(verifier.rules.audience) { throw .audience }
        if case .array(let several)? = claims["aud"], several.count > 1, claims["azp"] == nil { throw .audience }
        return try verifier.rules.person(claims, now: verifier.clock.now)
    }
}
