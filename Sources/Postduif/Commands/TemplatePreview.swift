import Delivery
import Issuance
import Mail
import Queue
import Rendering
import Submission

/// Writes one mail, rendered with the example values of its kind, as files.
struct TemplatePreview {
    private let catalog: TemplateCatalog
    private let renderer: EntryRenderer
    private let clock: any TimeSource
    private let municipality: Municipality?

    /// - Parameter municipality: Whose mails they are; `nil`: nobody's, with the operator's sender and contact.
    init(catalog: TemplateCatalog, configuration: Configuration, clock: any TimeSource, municipality: Municipality? = nil) throws {
        self.catalog = catalog
        self.renderer = try EntryRenderer(
            templates: TemplateLibrary(catalog), sender: configuration.sender, branding: { _ in municipality?.mailBranding })
        self.clock = clock
        self.municipality = municipality
    }

    /// - Parameter given: Stands before English in a mail that is asked for in English alone; `nil`: the municipality's first language, else French.
    /// - Returns: The paths written.
    /// - Throws: `invalid` for what no mail of the municipality is in.
    func write(kind: String, in languages: MailLanguages, beforeEnglish given: Language?, to directory: String) throws -> [String] {
        let shown = try municipality?.shown(languages, beforeEnglish: given) ?? languages.shown(beforeEnglish: given ?? .fr)
        let (language, binding) = (shown.language, shown.binding)
        guard let variables = catalog.exampleVariables(of: kind, in: shown, of: municipality) else { return [] }
        let now = clock.now
        let content = try catalog.render(
            kind: kind, language: language, binding: binding, variables: variables, issuedAt: now, branding: municipality?.mailBranding)
        let sample = Kind(name: kind, lane: .notice, lifetime: .seconds(600), minimumLeft: .zero, inDoubtPolicy: .drop)
        let entry = QueueEntry(
            id: QueueID(high: 0, low: 1), kind: sample, language: language, bindingLanguage: binding, domain: "example.be",
            municipality: municipality?.nis, sealedContent: [], templateVersion: "", issued: now, expires: now + sample.lifetime)
        let recipient = try EmailAddress("citizen@example.be")
        let message = try renderer.transaction(entry, QueueContent(recipient: recipient, variables: variables)).message
        let base = "\(directory)/\(kind).\(languages.text)"
        try SmallFile.write(message, to: base + ".eml")
        try SmallFile.write(Array(content.text), to: base + ".txt")
        try SmallFile.write(Array(content.html), to: base + ".html")
        return [base + ".eml", base + ".txt", base + ".html"]
    }
}

extension TemplateCatalog {
    /// The examples of a kind, with the municipality's own name where it is known; `nil` for an unknown kind.
    func exampleVariables(of kind: String, in languages: MailLanguages, of municipality: Municipality?) -> TemplateVariables? {
        guard var variables = exampleVariables(of: kind) else { return nil }
        if let municipality, variables["municipality"] != nil { variables["municipality"] = municipality.name(in: languages) }
        return variables
    }
}
