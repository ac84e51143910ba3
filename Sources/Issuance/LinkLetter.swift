import Mail

/// What the mail with an activation link says, at issuance and at a re-send.
struct LinkLetter: Sendable {
    let activation: ActivationID
    let address: EmailAddress
    let language: Language
    let bindingLanguage: Language?
    let municipality: Municipality
    let token: LinkToken
    /// When the citizen stood at the counter.
    let visited: Instant
    let expires: Instant
    /// The mail's own identifier, which its reference is made from.
    let mail: QueueID
}
