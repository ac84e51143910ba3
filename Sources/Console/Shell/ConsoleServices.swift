package import API
package import Issuance
package import Mail

/// What the pages of the consoles call. Made once by the executable.
package struct ConsoleServices: Sendable {
    /// The API's own: pages ask the same issuer and registers, by the same rules.
    package let api: APIServices
    package let sessions: SessionStore
    package let signIn: ConsoleSignIn
    package let contact: ContactDetails
    package let sender: SenderDetails
    /// Of the mail with the link, for the start card; `nil` when nobody can tell.
    package let subject: @Sendable (StartCard) -> String?
    package let random: any RandomSource
    package let operation: OperatorServices
    /// What each operation of the API asks for.
    let scopes: OperationScopes

    package init(
        api: APIServices, sessions: SessionStore, signIn: ConsoleSignIn, contact: ContactDetails, sender: SenderDetails,
        subject: @escaping @Sendable (StartCard) -> String?, random: any RandomSource, operation: OperatorServices
    ) {
        self.api = api
        self.sessions = sessions
        self.signIn = signIn
        self.contact = contact
        self.sender = sender
        self.subject = subject
        self.random = random
        self.operation = operation
        scopes = OperationScopes(api)
    }

    /// The session's cookie.
    var cookie: ConsoleCookie { ConsoleCookie("postduif", publicURL: api.publicURL) }
}
