package import Mail

/// What a start card says of a pending activation: neither of the two secrets, no number, no whole address.
package struct StartCard: Hashable, Sendable {
    /// The citizen's.
    package let language: Language
    /// Before an English part.
    package let bindingLanguage: Language?
    package let municipality: Municipality
    /// Of the newest mail.
    package let reference: String
    /// `j•••@example.be`.
    package let maskedAddress: String
    /// The day of the visit.
    package let visited: Instant
    /// Exclusive: end of the link, which never outlives the code.
    package let expires: Instant
}
