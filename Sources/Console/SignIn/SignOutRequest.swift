package import Mail

/// What the browser takes to the issuer's place of signing out (OpenID Connect RP-Initiated Logout §2).
package struct SignOutRequest: Sendable {
    /// Whose session ends (`id_token_hint`); `nil`: the issuer asks.
    package let idToken: Secret?
    /// Where the browser comes back to (`post_logout_redirect_uri`).
    package let redirectURI: String
    package let state: String
    /// Of the issuer's pages, where it has them.
    package let language: Language

    package init(idToken: Secret?, redirectURI: String, state: String, language: Language) {
        self.idToken = idToken
        self.redirectURI = redirectURI
        self.state = state
        self.language = language
    }
}
