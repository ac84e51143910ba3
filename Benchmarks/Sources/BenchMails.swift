import Mail
import Queue
import Rendering
import Submission

/// Renders and composes as the service does.
struct BenchMails: Sendable {
    let catalog: TemplateCatalog
    private let composer: MessageComposer
    private let bounceDomain: String

    init(templates: String, publicURL: String) throws {
        let shared: TemplateVariables = [
            "sender_name": .text("Bench"), "contact_name": .text("Service desk"), "contact_email": .text("servicedesk@example.be"),
            "public_host": .text(String(publicURL.drop { $0 != "/" }.dropFirst(2).prefix { $0 != "/" && $0 != ":" })),
        ]
        catalog = try TemplateCatalog.load(
            from: DirectoryTemplateFiles(templates), settings: TemplateSettings(publicURL: publicURL, shared: shared))
        composer = MessageComposer(
            sender: Mailbox(displayName: "Bench", address: try EmailAddress("no-reply@example.be")), messageIDDomain: "example.be")
        bounceDomain = "bounce.example.be"
    }

    func transaction(_ entry: QueueEntry, _ content: QueueContent) throws -> Transaction {
        let encoded = try catalog.encode(
            kind: entry.kind, language: entry.language, binding: entry.bindingLanguage, variables: content.variables,
            issuedAt: entry.issued)
        let message = composer.compose(
            encoded, to: content.recipient, id: entry.id, date: entry.issued, language: entry.language)
        let bounce = try EmailAddress("b-\(entry.id)@\(bounceDomain)")
        return Transaction(
            envelope: Envelope(reversePath: bounce, forwardPath: content.recipient, identifier: "\(entry.id)"), message: message)
    }
}
