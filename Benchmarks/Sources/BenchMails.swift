import Delivery
import Mail
import Queue
import Rendering
import Submission

/// The service's own renderer, with the sender of a benchmark.
struct BenchMails: Sendable {
    let catalog: TemplateCatalog
    private let renderer: EntryRenderer

    init(templates: String, publicURL: String) throws {
        let shared: TemplateVariables = [
            "sender_name": .text("Bench"), "contact_name": .text("Service desk"), "contact_email": .text("servicedesk@example.be"),
            "public_host": .text(String(publicURL.drop { $0 != "/" }.dropFirst(2).prefix { $0 != "/" && $0 != ":" })),
        ]
        catalog = try TemplateCatalog.load(
            from: DirectoryTemplateFiles(templates), settings: TemplateSettings(publicURL: publicURL, shared: shared))
        let composer = MessageComposer(
            sender: Mailbox(displayName: "Bench", address: try EmailAddress("no-reply@example.be")), messageIDDomain: "example.be")
        renderer = EntryRenderer(templates: TemplateLibrary(catalog), composer: composer, bounceDomain: "bounce.example.be")
    }

    func transaction(_ entry: QueueEntry, _ content: QueueContent) throws -> Transaction {
        try renderer.transaction(entry, content)
    }
}
