/// Whom an issuer vouched for: the pair that names one person for ever (OpenID Connect Core §5.7).
package struct PersonIdentity: Hashable, Sendable {
    package let issuer: String
    package let subject: String

    package init(issuer: String, subject: String) {
        self.issuer = issuer
        self.subject = subject
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
