import Mail

/// The proved templates of one kind in all languages.
struct CompiledKind: Sendable {
    let name: String
    /// In the order of slots.
    let declarations: [TemplateDeclaration]
    let origin: PublicOrigin
    /// In each language, and in each pair of languages.
    let mails: [MailLanguages: CompiledMail]
    /// The same with values where the others have the configuration's: for municipalities with their own.
    let brandedMails: [MailLanguages: CompiledMail]
    /// In the order of the slots that come after those of ``declarations`` there.
    let branded: [TemplateDeclaration]
    /// What the configuration says.
    let shared: TemplateVariables
    let versions: [Language: TemplateVersion]

    /// The declared examples, with links moved to the public URL.
    var examples: TemplateVariables {
        TemplateVariables(Dictionary(declarations.map { ($0.name, $0.example) }, uniquingKeysWith: { first, _ in first }))
    }

    /// Checks the variables against the declarations.
    func check(_ variables: TemplateVariables) throws(RenderFault) {
        var found = 0
        for declaration in declarations {
            guard let value = variables[declaration.name] else {
                if declaration.isRequired { throw .missing(variable: declaration.name) }
                continue
            }
            found += 1
            guard value.type == declaration.type else { throw .wrongType(variable: declaration.name, expected: declaration.type) }
            guard ValueRule.isUsable(value, origin: origin) else {
                throw .malformed(variable: declaration.name, type: declaration.type)
            }
        }
        guard found < variables.values.count else { return }
        let known = Set(declarations.map(\.name))
        // The first by name, so that the same fault is always told in the same words.
        if let name = variables.values.keys.filter({ !known.contains($0) }).min() { throw .undeclared(variable: name) }
    }

    /// The content of one mail.
    func render(
        language: Language, binding: Language?, variables: TemplateVariables, issuedAt: Instant, branding: MailBranding?
    ) throws(RenderFault) -> RenderedContent {
        let mail = try mail(language: language, binding: binding, variables: variables, isBranded: branding != nil)
        let content = mail.render(try values(variables, in: mail, issuedAt: issuedAt, branding: branding))
        guard content.text.count + content.html.count <= Self.largest else { throw .tooLarge }
        return content
    }

    /// The content of one mail as it goes into a message.
    func encode(
        language: Language, binding: Language?, variables: TemplateVariables, issuedAt: Instant, branding: MailBranding?
    ) throws(RenderFault) -> EncodedContent {
        let mail = try mail(language: language, binding: binding, variables: variables, isBranded: branding != nil)
        let content = mail.encode(try values(variables, in: mail, issuedAt: issuedAt, branding: branding))
        guard content.text.count + content.html.count <= Self.largestEncoded else { throw .tooLarge }
        return content
    }

    /// Before the transfer encoding; most of what is rendered stays as it is.
    private static let largest = Limits.messageOctets / 2
    /// The rest of a message is its header and signatures.
    private static let largestEncoded = Limits.messageOctets - 16 * 1_024

    private func mail(
        language: Language, binding: Language?, variables: TemplateVariables, isBranded: Bool
    ) throws(RenderFault) -> CompiledMail {
        try check(variables)
        let mails = isBranded ? brandedMails : mails
        let pair = binding.flatMap { mails[MailLanguages(language, binding: $0)] }
        guard let mail = pair ?? mails[MailLanguages(language)] else { throw .unknownKind(name) }
        return mail
    }

    private func values(
        _ variables: TemplateVariables, in mail: CompiledMail, issuedAt: Instant, branding: MailBranding?
    ) throws(RenderFault) -> [ResolvedValue] {
        var values: [ResolvedValue] = []
        values.reserveCapacity((declarations.count + (branding == nil ? 0 : branded.count)) * mail.languages.count)
        let binding = mail.languages.count > 1 ? mail.languages.first : nil
        for language in mail.languages {
            for declaration in declarations {
                values.append(
                    variables[declaration.name].map { ResolvedValue($0, language: language, issuedAt: issuedAt) } ?? .absent)
            }
            guard let branding else { continue }
            for declaration in branded {
                let value = branding.value(of: declaration.name, in: language, binding: binding, shared: shared)
                if value == nil, declaration.isRequired { throw .missing(variable: declaration.name) }
                values.append(value.map { ResolvedValue($0, language: language, issuedAt: issuedAt) } ?? .absent)
            }
        }
        return values
    }
}
