package import Mail

/// Whom an issuer vouched for: the pair that names one person for ever (OpenID Connect Core §5.7).
package struct PersonIdentity: Hashable, Sendable {
    package let issuer: String
    package let subject: String
    /// The person's own, as the token has it; no part of the name. `nil`: the issuer gives none, or says that it was not verified.
    package let email: EmailAddress?

    package init(issuer: String, subject: String, email: EmailAddress? = nil) {
        self.issuer = issuer
        self.subject = subject
        self.email = email
    }

    /// What is kept of it.
    package func hmac(_ keyring: Keyring) -> [UInt8] {
        keyring.hmac(.person, Array(issuer.utf8), Array(subject.utf8))
    }
}

extension PersonIdentity: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// A subject may be a citizen number.
    package var description: String { "person •••" }
    package var debugDescription: String { description }
    package var customMirror: Mirror { Mirror(self, children: [] as [Mirror.Child]) }
}
