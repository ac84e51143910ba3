import Mail

/// Proves whole mails, rendered with the examples: all of them, and the required ones alone; with the configuration's sender and contact, and
/// with those of municipalities.
struct RenderedProof {
    private let kind: CompiledKind
    private let links: Int
    private let folder: SourceFolder
    private(set) var problems: ProblemCollector
    private(set) var advice: ProblemCollector
    /// Files whose own mail has another number of links than is declared.
    private var miscounted: Set<String> = []

    init(kind: CompiledKind, links: Int, folder: SourceFolder, problems: ProblemCollector, advice: ProblemCollector) {
        self.kind = kind
        self.links = links
        self.folder = folder
        self.problems = problems
        self.advice = advice
    }

    mutating func check() {
        let required = kind.declarations.filter(\.isRequired).map { ($0.name, $0.example) }
        let bare = TemplateVariables(Dictionary(required, uniquingKeysWith: { first, _ in first }))
        for branding in [nil] + MailBranding.samples.map(Optional.some) {
            let mails = branding == nil ? kind.mails : kind.brandedMails
            for variables in [kind.examples, bare] {
                for languages in Self.order where mails[languages] != nil {
                    check(variables, languages.language, binding: languages.binding, branding: branding)
                }
            }
        }
    }

    /// Mails in one language first: what is wrong in them is told of them alone.
    private static let order = Language.allCases.map { MailLanguages($0) } + MailLanguages.pairs

    private mutating func check(
        _ variables: TemplateVariables, _ language: Language, binding: Language?, branding: MailBranding?
    ) {
        let content: RenderedContent
        do throws(RenderFault) {
            content = try kind.render(
                language: language, binding: binding, variables: variables, issuedAt: .distantPast, branding: branding)
        } catch {
            return add(error)
        }
        let blocks = binding == nil ? 1 : 2
        checkSubject(content, language, blocks)
        checkText(content, language)
        checkHTML(content, language, blocks)
    }

    private mutating func add(_ fault: RenderFault) {
        guard case .missing(let name) = fault, kind.branded.contains(where: { $0.name == name }) else {
            return problems.add("\(fault.description)", at: .start(of: TemplatePath.kind(kind.name)))
        }
        problems.add(
            "\(name) is required, and a municipality's own contact may be without; write required: false and show it in a section.",
            at: .start(of: TemplatePath.shared))
    }

    private mutating func checkSubject(_ content: RenderedContent, _ language: Language, _ blocks: Int) {
        let file = TemplatePath.body(kind.name, content.binding ?? language, .subject)
        let length = content.subject.unicodeScalars.count
        if length == 0 { problems.add("The subject is empty; write one line.", at: .start(of: file)) }
        if length > TemplateBounds.subjectLength * blocks {
            problems.add("The subject has more than \(TemplateBounds.subjectLength) characters; shorten it.", at: .start(of: file))
        } else if length > Limits.preferredLineOctets, blocks == 1 {
            advice.add("The subject has more than \(Limits.preferredLineOctets) characters; phones will cut it.", at: .start(of: file))
        }
    }

    private mutating func checkText(_ content: RenderedContent, _ language: Language) {
        let file = TemplatePath.body(kind.name, language, .text)
        if content.text.allSatisfy({ $0 <= .space }) {
            problems.add("The text part is empty; it must say everything that the HTML part says.", at: .start(of: file))
        }
        checkCount(WebAddress.offsets(in: content.text).count, content, language, .text)
        for fault in LinkRule(origin: kind.origin).faults(in: content.text) { problems.add(fault.message, at: .start(of: file)) }
    }

    private mutating func checkHTML(_ content: RenderedContent, _ language: Language, _ blocks: Int) {
        let file = TemplatePath.body(kind.name, language, .html)
        let markup = Markup(content.html)
        let rule = LinkRule(origin: kind.origin)
        let targets = markup.tags.flatMap(\.attributes).filter { $0.name == "href" }.map(\.value)
        checkCount(targets.filter(WebAddress.occurs).count, content, language, .html)
        for message in targets.compactMap({ rule.fault(href: $0) }) { problems.add(message, at: .start(of: file)) }
        for text in markup.texts {
            for fault in rule.faults(in: Array(content.html[text])) { problems.add(fault.message, at: .start(of: file)) }
        }
        for fault in MarkupRule.faults(in: content.html) { problems.add(fault.message, at: .start(of: file)) }
        let page = markup.tags.first { $0.name == "html" }
        let lang = page?.attributes.first { $0.name == "lang" }?.value
        if lang != Array((content.binding ?? language).rawValue.utf8) {
            problems.add("The page must begin with <html lang=\"{{language}}\">; add it.", at: .start(of: TemplatePath.page))
        }
        let contents = markup.tags.filter { $0.name == "div" && $0.attributes.contains { $0.name == "lang" } }.count
        if contents < blocks {
            problems.add("The page must have {{>content}} where the mail goes; add it.", at: .start(of: TemplatePath.page))
        }
    }

    private mutating func checkCount(_ found: Int, _ content: RenderedContent, _ language: Language, _ format: TemplateFormat) {
        let file = TemplatePath.body(kind.name, language, format)
        if let binding = content.binding {
            // A mail in two languages only repeats the faults of its two texts.
            let files = [file, TemplatePath.body(kind.name, binding, format)]
            if miscounted.isDisjoint(with: files) { checkBetween(found, before: language, format) }
        } else if found != links {
            miscounted.insert(file)
            problems.add(
                "The body has \(found) web links and kind.yaml declares links: \(links); correct one of them.", at: .start(of: file))
        }
    }

    /// What stands around two texts that are right by themselves. A link of the page is in each mail once.
    private mutating func checkBetween(_ found: Int, before second: Language, _ format: TemplateFormat) {
        let expected = 2 * links - (format == .html ? linksOfPage : 0)
        guard found != expected else { return }
        let parts = [folder.divider(before: second, format: format), folder.part("below", format: format, language: second)]
            .compactMap(\.self)
        let file = (parts.first(where: hasLink) ?? parts.first)?.file ?? TemplatePath.page
        problems.add(
            "A mail in two languages has \(found) web links here and its two texts have \(expected); keep links in the texts.",
            at: .start(of: file))
    }

    private var linksOfPage: Int {
        let tags = folder.sources[TemplatePath.page].map { Markup($0.bytes).tags } ?? []
        return tags.flatMap(\.attributes).count { $0.name == "href" && (WebAddress.occurs(in: $0.value) || hasVariable($0.value)) }
    }

    private func hasLink(_ source: SourceText) -> Bool { WebAddress.occurs(in: source.bytes) || hasVariable(source.bytes) }

    /// Whether a link of the mail is named.
    private func hasVariable(_ bytes: [UInt8]) -> Bool {
        let text = String(decoding: bytes, as: UTF8.self)
        return kind.declarations.contains { $0.type == .link && text.contains("{{\($0.name)}}") }
    }
}
