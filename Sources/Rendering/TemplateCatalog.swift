package import Mail

/// Every mail text, compiled and proved: what is in a catalog renders.
package struct TemplateCatalog: Sendable {
    private let compiled: [String: CompiledKind]
    /// The text of each version, so that the way of a message makes none.
    private let versions: [String: [Language: String]]
    /// Changes when any file of the folder changes.
    package let version: TemplateVersion
    /// Wishes that do not stop the start, such as a subject that phones will cut.
    package let advice: [TemplateProblem]

    /// Loads, compiles and proves everything.
    ///
    /// - Throws: Every problem found, not only the first.
    package static func load(
        from files: some TemplateFiles, settings: TemplateSettings
    ) throws(TemplateProblems) -> TemplateCatalog {
        var loader = CatalogLoader(settings: settings)
        let (kinds, version) = try loader.load(from: files)
        let compiled = Dictionary(kinds.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
        return TemplateCatalog(
            compiled: compiled, versions: compiled.mapValues { $0.versions.mapValues(\.description) }, version: version,
            advice: loader.advice.problems)
    }

    /// Names of the kinds, in alphabetical order.
    package var kinds: [String] { compiled.keys.sorted() }

    /// Changes when any file changes that can show in this mail; `nil` for an unknown kind.
    ///
    /// Values that the configuration gives are no part of it.
    package func version(of kind: String, language: Language) -> TemplateVersion? {
        compiled[kind]?.versions[language]
    }

    /// The number that an entry holds: that of its language, or of all languages for a mail in two.
    package func versionText(of kind: String, languages: MailLanguages) -> String? {
        versions[kind]?[languages.binding == nil ? languages.language : .en]
    }

    /// Renders one mail.
    ///
    /// - Parameters:
    ///   - language: Of the block, or of the second one of a mail in two languages.
    ///   - binding: Of the block that stands first in a mail in two languages (``MailLanguages``); `nil` in a mail in one.
    ///   - variables: Every required variable of the kind, optional ones as known, nothing else.
    ///   - issuedAt: Decides which instants are "today".
    /// - Throws: The first fault found in the variables.
    package func render(
        kind: String, language: Language, binding: Language?, variables: TemplateVariables, issuedAt: Instant
    ) throws(RenderFault) -> RenderedContent {
        try render(kind: kind, language: language, binding: binding, variables: variables, issuedAt: issuedAt, branding: nil)
    }

    /// Renders one mail of a municipality.
    ///
    /// - Parameter branding: What it shows in place of the configuration's sender and contact; `nil`: nothing.
    package func render(
        kind: String, language: Language, binding: Language?, variables: TemplateVariables, issuedAt: Instant, branding: MailBranding?
    ) throws(RenderFault) -> RenderedContent {
        guard let kind = compiled[kind] else { throw .unknownKind(kind) }
        return try kind.render(language: language, binding: binding, variables: variables, issuedAt: issuedAt, branding: branding)
    }

    /// Renders one mail as it goes into a message: what ``render(kind:language:binding:variables:issuedAt:)`` gives, encoded.
    ///
    /// The lines of a template that hold no variable were encoded when it was loaded.
    package func encode(
        kind: String, language: Language, binding: Language?, variables: TemplateVariables, issuedAt: Instant
    ) throws(RenderFault) -> EncodedContent {
        try encode(kind: kind, language: language, binding: binding, variables: variables, issuedAt: issuedAt, branding: nil)
    }

    /// Renders one mail of a municipality as it goes into a message.
    package func encode(
        kind: String, language: Language, binding: Language?, variables: TemplateVariables, issuedAt: Instant, branding: MailBranding?
    ) throws(RenderFault) -> EncodedContent {
        guard let kind = compiled[kind] else { throw .unknownKind(kind) }
        return try kind.encode(language: language, binding: binding, variables: variables, issuedAt: issuedAt, branding: branding)
    }

    /// Checks the variables of a mail without rendering it, so that a caller hears of a fault at once.
    ///
    /// - Throws: The first fault found.
    package func check(kind: String, variables: TemplateVariables) throws(RenderFault) {
        guard let kind = compiled[kind] else { throw .unknownKind(kind) }
        try kind.check(variables)
    }

    /// What a kind's `kind.yaml` gives as examples, with links moved to the public URL; `nil` for an unknown kind.
    package func exampleVariables(of kind: String) -> TemplateVariables? {
        compiled[kind]?.examples
    }

    /// What a kind's `kind.yaml` declares, in the order of the file; `nil` for an unknown kind.
    package func declarations(of kind: String) -> [TemplateDeclaration]? {
        compiled[kind]?.declarations
    }
}
