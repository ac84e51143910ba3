package import Mail

/// What the citizen's page may tell who holds a link: what its mail says, the same whether the activation waits, is used or has ended.
package struct CitizenPageSubject: Hashable, Sendable {
    /// One, or both where nobody told the citizen's.
    package let languages: [Language]
    /// The one that binds, under English: names of the municipality are in it.
    package let bindingLanguage: Language?
    /// NIS code, for whom to ask.
    package let municipality: String
    /// What the mail calls the municipality, by language; empty where it is not registered any more.
    package let municipalityNames: [Language: String]
    /// The word of the mail with this link, to compare.
    package let reference: String
    /// Exclusive: the end of the link.
    package let expires: Instant
    /// Whether that has passed: by the clock alone, whatever became of the activation.
    package let isOver: Bool
}
