package import Mail

/// Signing in and out with an issuer: the authorization code flow with PKCE (OpenID Connect Core §3.1, RFC 7636), and the sign-out that a
/// client begins (OpenID Connect RP-Initiated Logout). The executable brings what asks the issuer.
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
    func person(code: Secret, verifier: Secret, nonce: String, redirectURI: String) async throws(SignInFault) -> SignedInPerson

    /// Where the browser is sent to be signed out there too; `nil`: the issuer offers no such place or cannot be asked, or the operator wants
    /// people to stay signed in there.
    func signOutURL(_ request: SignOutRequest) async -> String?
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
    /// Whether the issuer asks who it is even where it knows (`prompt=login`): somebody signed out with this browser.
    package let isAskedAnew: Bool

    package init(redirectURI: String, state: String, nonce: String, challenge: String, language: Language, isAskedAnew: Bool = false) {
        self.redirectURI = redirectURI
        self.state = state
        self.nonce = nonce
        self.challenge = challenge
        self.language = language
        self.isAskedAnew = isAskedAnew
    }
}

/// Why nobody was signed in; pages tell two cases apart, the log has the rest.
package enum SignInFault: Error, Hashable, Sendable {
    /// The issuer did not answer, or not as it must.
    case unavailable
    /// It answered, and not with a token that is good here.
    case refused
}
