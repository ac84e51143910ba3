import Mail
import Queue

/// What the issuer decides about one mail, before it is sealed into a ``QueueEntry``.
struct MailDraft: Sendable {
    let id: QueueID
    let kind: Kind
    let recipient: EmailAddress
    let language: Language
    let bindingLanguage: Language?
    let municipality: String?
    let variables: TemplateVariables
    let expires: Instant
}
