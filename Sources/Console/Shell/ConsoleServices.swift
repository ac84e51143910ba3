package import API
import Issuance
package import Mail

/// What the pages of the consoles call. Made once by the executable.
package struct ConsoleServices: Sendable {
    /// The API's own: pages ask the same issuer and registers, by the same rules.
    package let api: APIServices
    package let sessions: SessionStore
    package let signIn: ConsoleSignIn
    package let contact: ContactDetails
    package let random: any RandomSource
    package let operation: OperatorServices
    /// What each operation of the API asks for.
    let scopes: OperationScopes

    package init(
        api: APIServices, sessions: SessionStore, signIn: ConsoleSignIn, contact: ContactDetails, random: any RandomSource,
        operation: OperatorServices
    ) {
        self.api = api
        self.sessions = sessions
        self.signIn = signIn
        self.contact = contact
        self.random = random
        self.operation = operation
        scopes = OperationScopes(api)
    }

    /// The session's cookie.
    var cookie: ConsoleCookie { ConsoleCookie("postduif", publicURL: api.publicURL) }
}
