import Issuance
import Mail
import Rendering
import Submission

/// One mail with the example values of its kind, marked as a test in its subject and a header: nobody is to take its code for a real one.
enum TestMail {
    /// Before the subject, in every language.
    static let mark = "[TEST]"
    static let header = "X-Postduif-Test: example values, nothing was issued\r\n"

    /// - Parameters:
    ///   - municipality: Whose mail it is, in what its mails can be in; `nil`: nobody's.
    ///   - signer: As the relay's messages are signed; `nil`: not here.
    ///   - id: Of this mail alone; part of its Message-ID and of the address that bounces come to.
    /// - Throws: `not-found` for a kind without templates; `invalid` for what no mail of the municipality is in; a fault of an address.
    static func transaction(
        kind: String, in languages: MailLanguages, to recipient: EmailAddress, catalog: TemplateCatalog, sender: Configuration.Sender,
        municipality: Municipality? = nil, signer: DKIMSigner?, id: QueueID, now: Instant
    ) throws -> Transaction {
        let shown = try municipality?.shown(languages) ?? languages.shown(beforeEnglish: .fr)
        let (language, binding) = (shown.language, shown.binding)
        guard let variables = catalog.exampleVariables(of: kind, in: shown, of: municipality) else {
            throw AdministrationFault.notFound("\(kind): no such kind; give one of \(catalog.kinds.joined(separator: ", "))")
        }
        let branding = municipality?.mailBranding
        let content = try catalog.encode(
            kind: kind, language: language, binding: binding, variables: variables, issuedAt: now, branding: branding)
        let marked = EncodedContent(
            subject: "\(mark) \(content.subject)", text: content.text, html: content.html, binding: content.binding)
        let address = try EmailAddress(sender.address)
        let composer = MessageComposer(
            sender: Mailbox(displayName: sender.name, address: address), messageIDDomain: address.domain)
        let message = composer.compose(marked, to: recipient, id: id, date: now, language: language, branding: branding)
        let envelope = Envelope(
            reversePath: try EmailAddress("b-\(id)@\(sender.bounceDomain)"), forwardPath: recipient, identifier: "\(id)")
        let whole = Array(header.utf8) + message
        return Transaction(envelope: envelope, message: try signer?.signed(whole, at: now) ?? whole)
    }
}
