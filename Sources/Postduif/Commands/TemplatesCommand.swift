import ArgumentParser
import Mail
import Queue
import Rendering

/// `postduif templates`: the texts, proved and shown.
struct TemplatesCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "templates", abstract: "The texts of the mails.",
        subcommands: [Check.self, Preview.self, SendTest.self, Reload.self])

    struct Check: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Prove every kind in every language, as the service does before it starts.",
            discussion: "Each fault is printed with file, line, column and the fix.")
        @OptionGroup var common: CommonOptions

        private struct Row: Encodable {
            let kind: String
            let language: String
            let version: String
        }

        func run() async throws {
            let catalog = try TemplateFolder.load(common.configuration())
            let rows = catalog.kinds.sorted().flatMap { kind in
                Language.allCases.map {
                    Row(kind: kind, language: $0.rawValue, version: "\(catalog.version(of: kind, language: $0)?.description ?? "-")")
                }
            }
            var table = TextTable("kind", "language", "version")
            for row in rows { table.add(row.kind, row.language, row.version) }
            try common.show(rows, table.text(empty: "No templates.") + "\n\nAll proved.")
        }
    }

    struct Preview: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Render every kind and language with its example values into files.",
            discussion: """
                Writes <kind>.<language>.eml, .txt and .html. The two languages of a municipality stand in <kind>.nl+fr.* and the like; an English \
                mail has the part of --binding first.
                """)

        @Option(help: ArgumentHelp("The folder to write to.", valueName: "dir"), completion: .directory) var output = "preview"
        @Option(help: "Only this kind.", completion: Completions.kinds) var kind: String?
        @Option(
            help: ArgumentHelp(stringLiteral: "Only this: \(MailLanguages.argumentHelp)"), completion: Completions.languages)
        var language: String?
        @Option(
            help: "The language before English in an English mail: nl, fr or de (default: the municipality's first, else fr).",
            completion: Completions.bindingLanguages)
        var binding: String?
        @Option(help: ArgumentHelp("With the name, sender, contact and colour of this municipality, in its languages.", valueName: "nis"))
        var municipality: String?
        @OptionGroup var common: CommonOptions

        func validate() throws {
            if let binding, Language(rawValue: binding).map({ $0 == .en }) ?? true { throw ValidationError("--binding is nl, fr or de") }
            if let asked = self.language, MailLanguages(argument: asked) == nil {
                throw ValidationError("--language: \(MailLanguages.argumentHelp)")
            }
        }

        func run() async throws {
            let configuration = try common.configuration()
            let catalog = try TemplateFolder.load(configuration)
            let municipality = try await common.municipality(self.municipality)
            let preview = try TemplatePreview(
                catalog: catalog, configuration: configuration, clock: SystemClock(), municipality: municipality)
            let binding = binding.flatMap(Language.init(rawValue:))
            let asked = language.flatMap(MailLanguages.init(argument:)).map { [$0] }
            let shown = asked ?? municipality?.previewedLanguages(beforeEnglish: binding) ?? MailLanguages.previewed
            try SmallFile.makeDirectory(output)
            var written: [String] = []
            for kind in catalog.kinds.sorted() where self.kind == nil || self.kind == kind {
                for languages in shown {
                    written += try preview.write(kind: kind, in: languages, beforeEnglish: binding, to: output)
                }
            }
            guard !written.isEmpty else { throw AdministrationFault.notFound("no kind and language of that name; see 'templates check'") }
            try common.show(written, written.joined(separator: "\n"))
        }
    }
}
