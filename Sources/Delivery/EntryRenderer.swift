import Mail
package import Queue
package import Rendering
package import Submission

/// From an opened entry to a transaction: render, compose, address.
package struct EntryRenderer: Sendable {
    private let templates: TemplateLibrary
    private let composer: MessageComposer
    /// The envelope's sender, save its local part: the domain is checked once.
    private let bounce: Result<EmailAddress, EmailAddressFault>
    private let branding: @Sendable (_ municipality: String) -> MailBranding?

    /// - Parameters:
    ///   - bounceDomain: Of the envelope's sender, where bounces come.
    ///   - branding: What the mails of a municipality show in place of the configuration's, now; `nil` for none. Called on connection threads
    ///     for each of their mails: it must not read a database.
    package init(
        templates: TemplateLibrary, composer: MessageComposer, bounceDomain: String,
        branding: @escaping @Sendable (_ municipality: String) -> MailBranding? = { _ in nil }
    ) {
        self.templates = templates
        self.composer = composer
        self.bounce = Result { () throws(EmailAddressFault) in try EmailAddress("b@\(bounceDomain)") }
        self.branding = branding
    }

    /// - Throws: A fault of the variables, or of an address.
    package func transaction(_ entry: QueueEntry, _ opened: QueueContent) throws -> Transaction {
        let branding = entry.municipality.flatMap(branding)
        let content = try content(entry, opened, branding)
        let message = composer.compose(
            content, to: opened.recipient, id: entry.id, date: entry.issued, language: entry.language, branding: branding)
        // The tag is the entry's own identifier: the same over all attempts, as greylisting needs it.
        let identifier = entry.id.description
        let envelope = Envelope(
            reversePath: try bounce.get().with(localPart: "b-" + identifier), forwardPath: opened.recipient, identifier: identifier)
        return Transaction(envelope: envelope, message: message)
    }

    private func content(_ entry: QueueEntry, _ opened: QueueContent, _ branding: MailBranding?) throws -> EncodedContent {
        if entry.isCanary { return CanaryMail.content(opened) }
        let catalog = templates.catalog(of: entry.kind, languages: entry.languages, version: entry.templateVersion)
        return try catalog.encode(
            kind: entry.kind, language: entry.language, binding: entry.bindingLanguage, variables: opened.variables,
            issuedAt: entry.issued, branding: branding)
    }
}
