import Mail

/// What the mail with a one-time code says, at issuance and at a re-send.
struct CodeLetter: Sendable {
    /// The variable of the same name is also kept, sealed, beside the challenge's address: a re-send gives as much time again.
    static let lifetimeName = "lifetime"

    let address: EmailAddress
    let language: Language
    let bindingLanguage: Language?
    /// NIS code.
    let municipality: String?
    let municipalityName: TemplateValue?
    let code: OneTimeCodeText
    let lifetime: Duration
    /// The mail's own identifier, which its reference is made from.
    let mail: QueueID
    /// The word that the mail shows and the page that waits for the code.
    let reference: String
}
