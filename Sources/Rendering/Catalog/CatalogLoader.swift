import Mail

/// Turns a folder of files into proved kinds.
struct CatalogLoader {
    private let settings: TemplateSettings
    private var problems = ProblemCollector()
    /// Wishes that do not stop the start.
    private(set) var advice = ProblemCollector()

    init(settings: TemplateSettings) {
        self.settings = settings
    }

    /// All kinds in alphabetical order, and the version of the whole folder.
    mutating func load(from files: some TemplateFiles) throws(TemplateProblems) -> (kinds: [CompiledKind], version: TemplateVersion) {
        guard let origin = PublicOrigin(settings.publicURL) else {
            throw TemplateProblems([
                TemplateProblem(file: "configuration", message: "http.public_url must be https://host without a path; correct it.")
            ])
        }
        let folder = SourceFolder(files, problems: &problems)
        let shared = readShared(folder, origin)
        checkLayout(folder, origin)
        var kinds: [CompiledKind] = []
        for name in folder.kinds {
            var builder = KindBuilder(
                name: name, folder: folder, shared: shared, settings: settings, origin: origin, problems: problems, advice: advice)
            let kind = builder.build()
            (problems, advice) = (builder.problems, builder.advice)
            if let kind { kinds.append(kind) }
        }
        if folder.kinds.isEmpty {
            problems.add("There is no folder of a kind here; name the folder that holds them.", at: .start(of: "."))
        }
        checkKinds(folder)
        guard problems.isEmpty else { throw TemplateProblems(problems.problems) }
        return (kinds, folder.version)
    }

    /// Each kind that the service sends has its folder, and no folder waits for a kind that nothing sends.
    private mutating func checkKinds(_ folder: SourceFolder) {
        guard let kinds = settings.kinds else { return }
        for kind in kinds.keys.sorted() where !folder.kinds.contains(kind) {
            problems.add(
                "The folder is missing, and the service sends mails of this kind; put it back.", at: .start(of: TemplatePath.kind(kind)))
        }
        for kind in folder.kinds where kinds[kind] == nil {
            problems.add(
                "The service sends no mail of this kind, only \(kinds.keys.sorted().joined(separator: ", ")); "
                    + "remove the folder or correct its name.",
                at: .start(of: TemplatePath.kind(kind)))
        }
    }

    private mutating func readShared(_ folder: SourceFolder, _ origin: PublicOrigin) -> [TemplateDeclaration] {
        guard let source = folder.sources[TemplatePath.shared] else {
            problems.add("The file is missing; add it with the variables of every mail.", at: .start(of: TemplatePath.shared))
            return []
        }
        var reader = KindFileReader(file: source.file, origin: origin, problems: problems)
        let file = reader.read(source, kind: nil)
        problems = reader.problems
        for declaration in file.declarations {
            let position = file.positions[declaration.name] ?? .start(of: source.file)
            guard let value = settings.shared[declaration.name] else {
                if declaration.isRequired {
                    problems.add("The configuration gives no value for \(declaration.name); set it.", at: position)
                }
                continue
            }
            if value.type != declaration.type || !ValueRule.isUsable(value, origin: origin) {
                problems.add(
                    "The configuration's value for \(declaration.name) is not a usable \(declaration.type.rawValue); correct it.",
                    at: position)
            }
        }
        let known = Set(file.declarations.map(\.name))
        for name in settings.shared.values.keys.sorted() where !known.contains(name) {
            problems.add("\(TemplateName.printable(name)) comes from the configuration; declare it here.", at: .start(of: source.file))
        }
        return file.declarations
    }

    /// What each shared part must be by itself; parts that no mail uses are checked too.
    private mutating func checkLayout(_ folder: SourceFolder, _ origin: PublicOrigin) {
        for source in folder.sources(below: TemplatePath.layout) where !source.file.hasSuffix(".yaml") {
            _ = ParsedTemplate(source, problems: &problems)
            let format: TemplateFormat = source.file.hasSuffix(".html") ? .html : .text
            SourceProof(origin: origin).check(source, format: format, problems: &problems)
        }
        if folder.sources[TemplatePath.page] == nil {
            problems.add("The file is missing; add the HTML document around every mail.", at: .start(of: TemplatePath.page))
        }
        for format in [TemplateFormat.text, .html] {
            // Former texts may be of before there were two official languages in one mail.
            for language in settings.isFormer ? [.en] : MailLanguages.seconds where folder.divider(before: language, format: format) == nil
            {
                let path = TemplatePath.part("divider", format: format, language: language)
                problems.add(
                    "The file is missing; add what stands before this language where it is the second one of a mail.", at: .start(of: path))
            }
        }
    }
}
