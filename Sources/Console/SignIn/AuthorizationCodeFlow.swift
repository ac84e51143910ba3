package import Issuance
package import Mail

/// Signing in with an issuer by the authorization code flow with PKCE (OpenID Connect Core §3.1, RFC 7636). The executable brings what
/// asks the issuer.
package protocol AuthorizationCodeFlow: Sendable {
    /// Where the browser is sent to.
    ///
    /// - Throws: ``SignInFault/unavailable`` when the issuer cannot be asked.
    func authorizationURL(_ request: SignInRequest) async throws(SignInFault) -> String

    /// Whom the issuer vouches for in exchange for a code.
    ///
    /// - Parameters:
    ///   - verifier: Whose digest was the challenge.
    ///   - nonce: Must stand in the token.
    func person(code: Secret, verifier: Secret, nonce: String, redirectURI: String) async throws(SignInFault) -> PersonIdentity
}

/// What the browser takes to the issuer.
package struct SignInRequest: Hashable, Sendable {
    package let redirectURI: String
    package let state: String
    package let nonce: String
    /// SHA-256 of the verifier, base64url (`S256`).
    package let challenge: String
    /// Of the issuer's pages, where it has them: `nl fr de en`.
    package let language: Language

    package init(redirectURI: String, state: String, nonce: String, challenge: String, language: Language) {
        self.redirectURI = redirectURI
        self.state = state
        self.nonce = nonce
        self.challenge = challenge
        self.language = language
    }
}

/// Why nobody was signed in; pages tell two cases apart, the log has the rest.
package enum SignInFault: Error, Hashable, Sendable {
    /// The issuer did not answer, or not as it must.
    case unavailable
    /// It answered, and not with a token that is good here.
    case refused
}
