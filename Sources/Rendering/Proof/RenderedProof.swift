import Mail

/// Proves whole mails, rendered with the examples: all of them, and the required ones alone.
struct RenderedProof {
    private let kind: CompiledKind
    private let links: Int
    private(set) var problems: ProblemCollector
    private(set) var advice: ProblemCollector

    init(kind: CompiledKind, links: Int, problems: ProblemCollector, advice: ProblemCollector) {
        self.kind = kind
        self.links = links
        self.problems = problems
        self.advice = advice
    }

    mutating func check() {
        let required = kind.declarations.filter(\.isRequired).map { ($0.name, $0.example) }
        let bare = TemplateVariables(Dictionary(required, uniquingKeysWith: { first, _ in first }))
        for variables in [kind.examples, bare] {
            for languages in Self.order where kind.mails[languages] != nil {
                check(variables, languages.language, binding: languages.binding)
            }
        }
        for languages in Self.order where kind.brandedMails[languages] != nil {
            check(kind.examples, languages.language, binding: languages.binding, branding: .sample)
        }
    }

    private static let order = Language.allCases.map { MailLanguages($0) } + MailLanguages.pairs

    private mutating func check(
        _ variables: TemplateVariables, _ language: Language, binding: Language?, branding: MailBranding? = nil
    ) {
        let content: RenderedContent
        do throws(RenderFault) {
            content = try kind.render(
                language: language, binding: binding, variables: variables, issuedAt: .distantPast, branding: branding)
        } catch {
            return problems.add("\(error.description)", at: .start(of: TemplatePath.kind(kind.name)))
        }
        let blocks = binding == nil ? 1 : 2
        checkSubject(content, language, blocks)
        checkText(content, language, blocks)
        checkHTML(content, language, binding: binding, blocks)
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

    private mutating func checkText(_ content: RenderedContent, _ language: Language, _ blocks: Int) {
        let file = TemplatePath.body(kind.name, language, .text)
        if content.text.allSatisfy({ $0 <= .space }) {
            problems.add("The text part is empty; it must say everything that the HTML part says.", at: .start(of: file))
        }
        checkCount(WebAddress.offsets(in: content.text).count, blocks, file)
        for fault in LinkRule(origin: kind.origin).faults(in: content.text) { problems.add(fault.message, at: .start(of: file)) }
    }

    private mutating func checkHTML(_ content: RenderedContent, _ language: Language, binding: Language?, _ blocks: Int) {
        let file = TemplatePath.body(kind.name, language, .html)
        let markup = Markup(content.html)
        let rule = LinkRule(origin: kind.origin)
        let targets = markup.tags.flatMap(\.attributes).filter { $0.name == "href" }.map(\.value)
        checkCount(targets.filter { !WebAddress.offsets(in: $0).isEmpty }.count, blocks, file)
        for message in targets.compactMap({ rule.fault(href: $0) }) { problems.add(message, at: .start(of: file)) }
        for text in markup.texts {
            for fault in rule.faults(in: Array(content.html[text])) { problems.add(fault.message, at: .start(of: file)) }
        }
        for fault in MarkupRule.faults(in: content.html) { problems.add(fault.message, at: .start(of: file)) }
        let page = markup.tags.first { $0.name == "html" }
        let lang = page?.attributes.first { $0.name == "lang" }?.value
        if lang != Array((binding ?? language).rawValue.utf8) {
            problems.add("The page must begin with <html lang=\"{{language}}\">; add it.", at: .start(of: TemplatePath.page))
        }
        let contents = markup.tags.filter { $0.name == "div" && $0.attributes.contains { $0.name == "lang" } }.count
        if contents < blocks {
            problems.add("The page must have {{>content}} where the mail goes; add it.", at: .start(of: TemplatePath.page))
        }
    }

    private mutating func checkCount(_ found: Int, _ blocks: Int, _ file: String) {
        guard found != links * blocks else { return }
        // A mail in two languages only repeats the faults of its two blocks.
        guard blocks == 1 else { return }
        problems.add(
            "The body has \(found) web links and kind.yaml declares links: \(links); correct one of them.", at: .start(of: file))
    }
}
