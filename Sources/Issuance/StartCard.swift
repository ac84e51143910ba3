package import Mail

/// What a start card says of a pending activation: neither of the two secrets, no number, no whole address.
package struct StartCard: Hashable, Sendable {
    /// The citizen's; of the second block of the mail where it has two.
    package let language: Language
    /// Of the block that stands first there.
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
    /// Of the newest mail's texts; `nil` once its history was deleted.
    package let templateVersion: String?

    /// Of the mail.
    package var languages: MailLanguages { MailLanguages(language, binding: bindingLanguage) }

    package init(
        language: Language, bindingLanguage: Language?, municipality: Municipality, reference: String, maskedAddress: String,
        visited: Instant, expires: Instant, templateVersion: String? = nil
    ) {
        self.language = language
        self.bindingLanguage = bindingLanguage
        self.municipality = municipality
        self.reference = reference
        self.maskedAddress = maskedAddress
        self.visited = visited
        self.expires = expires
        self.templateVersion = templateVersion
    }
}
