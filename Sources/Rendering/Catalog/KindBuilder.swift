import Mail

/// Compiles and proves the templates of one kind.
struct KindBuilder {
    /// The three parts of one language after compilation, before pages and blocks are put around them.
    private struct Block {
        let language: Language
        let subject: [TemplatePiece]
        /// By the language of the block that follows; without one, both subjects stand one after the other.
        let subjects: [Language: [TemplatePiece]]
        let text: [TemplatePiece]
        let html: [TemplatePiece]
    }

    private let name: String
    private let folder: SourceFolder
    private let shared: [TemplateDeclaration]
    private let values: TemplateVariables
    private let origin: PublicOrigin
    private let given: [GivenVariable]?
    private var declarations: [TemplateDeclaration] = []
    private(set) var problems: ProblemCollector
    private(set) var advice: ProblemCollector

    init(
        name: String, folder: SourceFolder, shared: [TemplateDeclaration], settings: TemplateSettings, origin: PublicOrigin,
        problems: ProblemCollector, advice: ProblemCollector
    ) {
        self.name = name
        self.folder = folder
        self.shared = shared
        self.values = settings.shared
        self.origin = origin
        self.given = settings.kinds?[name]
        self.problems = problems
        self.advice = advice
    }

    /// The kind, or `nil` when it has no readable `kind.yaml` or lacks a part; every fault is reported.
    mutating func build() -> CompiledKind? {
        guard let file = readKindFile(), checkFiles() else { return nil }
        declarations = file.declarations
        let own = declarations
        let mails = mails(isBranded: false)
        // Faults of the same texts would only be told again.
        let branded = BrandedNames.declarations(of: shared)
        declarations = own + branded
        let brandedMails = problems.isEmpty ? self.mails(isBranded: true) : [:]
        declarations = own
        let kind = CompiledKind(
            name: name, declarations: own, origin: origin, mails: mails, brandedMails: brandedMails, branded: branded,
            shared: values, versions: versions())
        // Rendered proofs of templates that do not compile would only repeat what was reported.
        if problems.isEmpty {
            var proof = RenderedProof(kind: kind, links: file.links, folder: folder, problems: problems, advice: advice)
            proof.check()
            (problems, advice) = (proof.problems, proof.advice)
        }
        return kind
    }

    /// One mail for each language, and one for each pair.
    private mutating func mails(isBranded: Bool) -> [MailLanguages: CompiledMail] {
        var mails: [MailLanguages: CompiledMail] = [:]
        var firsts: [Language: Block] = [:]
        for language in Language.allCases {
            let block = block(language, slotOffset: 0)
            if !isBranded { checkUsage(of: block) }
            mails[MailLanguages(language)] = mail([block])
            firsts[language] = block
        }
        for second in Language.allCases where hasDivider(second) {
            let block = block(second, slotOffset: declarations.count)
            for pair in MailLanguages.pairs where pair.language == second {
                if let first = pair.binding.flatMap({ firsts[$0] }) { mails[pair] = mail([first, block]) }
            }
        }
        return mails
    }

    private mutating func checkUsage(of block: Block) {
        var usage = UsageProof(declarations: declarations, kind: name, problems: problems)
        usage.check(subject: block.subject, text: block.text, html: block.html, language: block.language)
        problems = usage.problems
    }

    /// Texts of before there were such mails have no divider, and no mail was made for them.
    private func hasDivider(_ second: Language) -> Bool {
        [TemplateFormat.text, .html].allSatisfy { folder.divider(before: second, format: $0) != nil }
    }

    private mutating func readKindFile() -> KindFile? {
        let path = TemplatePath.kind(name)
        guard TemplateName.isValid(name) else {
            problems.add("The folder's name is no name of a kind; use lower-case letters, digits and underscores.", at: .start(of: path))
            return nil
        }
        guard let source = folder.sources[path] else {
            problems.add("The file is missing; add it with kind, links and variables.", at: .start(of: path))
            return nil
        }
        var reader = KindFileReader(file: path, origin: origin, problems: problems)
        let file = reader.read(source, kind: name)
        problems = reader.problems
        let sharedNames = Set(shared.map(\.name))
        for declaration in file.declarations where sharedNames.contains(declaration.name) {
            problems.add(
                "\(declaration.name) is already in layout/shared.yaml; rename or remove it.",
                at: file.positions[declaration.name] ?? .start(of: path))
        }
        if let given { GivenProof(given: given, file: file, path: path).check(problems: &problems) }
        return file
    }

    /// Whether every part exists in every language; files that belong to no part are reported.
    private mutating func checkFiles() -> Bool {
        var isComplete = true
        var expected: Set<String> = [TemplatePath.kind(name)]
        for language in Language.allCases {
            for format in [TemplateFormat.subject, .text, .html] {
                let path = TemplatePath.body(name, language, format)
                expected.insert(path)
                if let source = folder.sources[path] {
                    SourceProof(origin: origin).check(source, format: format, problems: &problems)
                } else {
                    problems.add("The file is missing; every kind has every part in nl, fr, en and de.", at: .start(of: path))
                    isComplete = false
                }
            }
        }
        for pair in MailLanguages.pairs {
            let path = TemplatePath.subject(name, pair)
            expected.insert(path)
            if let source = folder.sources[path] { SourceProof(origin: origin).check(source, format: .subject, problems: &problems) }
        }
        for source in folder.sources(below: name) where !expected.contains(source.file) {
            problems.add("The file is no part of a mail; remove it or correct its name.", at: .start(of: source.file))
        }
        return isComplete
    }

    private mutating func block(_ language: Language, slotOffset: Int) -> Block {
        let scope = scope(language, slotOffset: slotOffset)
        let html = compile(TemplatePath.body(name, language, .html), scope, .html)
        var subjects: [Language: [TemplatePiece]] = [:]
        for pair in MailLanguages.pairs where pair.binding == language {
            let path = TemplatePath.subject(name, pair)
            if folder.sources[path] != nil { subjects[pair.language] = compile(path, scope, .subject) }
        }
        let opening = Array("<div lang=\"\(language.rawValue)\">\n".utf8)
        return Block(
            language: language,
            subject: compile(TemplatePath.body(name, language, .subject), scope, .subject),
            subjects: subjects,
            text: compile(TemplatePath.body(name, language, .text), scope, .text),
            html: [.literal(opening)] + html + [.literal(Array("</div>\n".utf8))])
    }

    /// One block, or two: what tells of the second one at the top, and the divider between. The first block's language is that of the page.
    private mutating func mail(_ blocks: [Block]) -> CompiledMail {
        guard let first = blocks.first else { return CompiledMail(subject: .empty, text: .empty, html: .empty, languages: []) }
        var (subject, text, html) = (first.subject, first.text, first.html)
        for block in blocks.dropFirst() {
            subject = first.subjects[block.language] ?? subject + [.literal(Array(" / ".utf8))] + block.subject
            text = below(block, .text) + text + divider(before: block, .text) + block.text
            html = below(block, .html) + html + divider(before: block, .html) + block.html
        }
        let page = compile(TemplatePath.page, scope(first.language, slotOffset: 0), .html, content: html)
        return CompiledMail(
            subject: CompiledTemplate(subject, format: .subject), text: CompiledTemplate(text, format: .text),
            html: CompiledTemplate(page, format: .html), languages: blocks.map(\.language))
    }

    private mutating func divider(before second: Block, _ format: TemplateFormat) -> [TemplatePiece] {
        self.second(folder.divider(before: second.language, format: format), second, format)
    }

    /// Tells the reader of the second language that it comes; English goes without.
    private mutating func below(_ second: Block, _ format: TemplateFormat) -> [TemplatePiece] {
        self.second(folder.part("below", format: format, language: second.language), second, format)
    }

    /// A part that belongs to the second block.
    private mutating func second(_ source: SourceText?, _ block: Block, _ format: TemplateFormat) -> [TemplatePiece] {
        guard let source else { return [] }
        return compile(source.file, scope(block.language, slotOffset: declarations.count), format)
    }

    private mutating func compile(
        _ path: String, _ scope: TemplateScope, _ format: TemplateFormat, content: [TemplatePiece]? = nil
    ) -> [TemplatePiece] {
        guard let source = folder.sources[path] else { return [] }
        let template = ParsedTemplate(source, problems: &problems)
        var compiler = TemplateCompiler(scope: scope, format: format, parts: folder, content: content, problems: problems)
        let pieces = compiler.compile(template)
        problems = compiler.problems
        if format == .html {
            var context = MarkupContext(problems: problems, declarations: declarations)
            context.check(pieces)
            problems = context.problems
        }
        return pieces
    }

    private func scope(_ language: Language, slotOffset: Int) -> TemplateScope {
        TemplateScope(declarations: declarations, shared: shared, values: values, language: language, slotOffset: slotOffset)
    }

    /// English may follow any language's block, and so may another one: the number of a mail in two languages is that of English, which covers all.
    private func versions() -> [Language: TemplateVersion] {
        let common = folder.sources(below: TemplatePath.layout) + [folder.sources[TemplatePath.kind(name)]].compactMap { $0 }
        let pairs = Language.allCases.map { language in
            let below = language == .en ? name : "\(name)/\(language.rawValue)"
            return (language, TemplateVersion(of: common + folder.sources(below: below)))
        }
        return Dictionary(pairs, uniquingKeysWith: { first, _ in first })
    }
}
