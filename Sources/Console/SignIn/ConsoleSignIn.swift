/// How people sign in to the consoles here.
package enum ConsoleSignIn: Sendable {
    /// Nobody can.
    case none
    /// With the configured issuer.
    case codeFlow(any AuthorizationCodeFlow)
    /// With links that a command prints, for trying out.
    case links(SignInLinks)
}
