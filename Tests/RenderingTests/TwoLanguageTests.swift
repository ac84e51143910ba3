import Mail
import Rendering
import Testing

/// Mails with a block in each of two languages.
struct TwoLanguageTests {
    private let issued = Instant(seconds: 1_795_435_200)
    private func string(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }

    @Test func `each block stands under its language, with what tells of the second at the top`() throws {
        let catalog = try ExampleFolder.load(changing: ["welcome/nl/subject-french.txt": "Welkom / Bienvenue\n"])
        var variables = try #require(catalog.exampleVariables(of: "welcome"))
        variables["name"] = .texts([.nl: "Brussel", .fr: "Bruxelles"])
        let content = try catalog.render(kind: "welcome", language: .fr, binding: .nl, variables: variables, issuedAt: issued)
        #expect(content.subject == "Welkom / Bienvenue" && content.binding == .nl)
        let text = string(content.text)
        #expect(text.hasPrefix("Plus bas : en français\n\nnl Brussel\nhttps://"))
        #expect(text.contains("\n402817\nmaandag 7 december") && text.contains("\n---------- fr\n\nfr Bruxelles\n"))
        #expect(text.contains("\n402817\nle lundi 7 décembre"))
        let html = string(content.html)
        #expect(html.contains("<html lang=\"nl\">") && html.contains("<p lang=\"fr\">Plus bas : en français</p>\n<div lang=\"nl\">"))
        #expect(html.contains("<hr lang=\"fr\">\n<div lang=\"fr\">\n<p title=\"Bruxelles\">"))
        #expect(!html.contains("<hr>"))
    }

    @Test(arguments: MailLanguages.pairs)
    func `without a subject of its own a pair has both`(pair: MailLanguages) throws {
        let catalog = try ExampleFolder.load()
        let variables = try #require(catalog.exampleVariables(of: "welcome"))
        let content = try catalog.render(
            kind: "welcome", language: pair.language, binding: pair.binding, variables: variables, issuedAt: issued)
        #expect(content.subject == pair.blocks.map { "Welcome \($0)" }.joined(separator: " / "))
    }

    @Test func `a subject of a pair is proved too`() {
        let problems = ExampleFolder.problems(changing: [
            "welcome/fr/subject-dutch.txt": "A {{code}}", "welcome/de/subject-french.txt": "x",
        ])
        #expect(problems.contains { $0.file == "welcome/fr/subject-dutch.txt" && $0.message.contains("locked screens") })
        // French follows German for who asks for it alone.
        #expect(problems.contains { $0.file == "welcome/de/subject-french.txt" && $0.message.contains("no part") })
    }

    @Test func `German, which is second in no mail, needs nothing before it`() throws {
        let catalog = try ExampleFolder.load(changing: ["layout/de/divider.html": nil, "layout/de/divider.txt": nil])
        let variables = try #require(catalog.exampleVariables(of: "welcome"))
        let english = try catalog.render(kind: "welcome", language: .en, binding: .de, variables: variables, issuedAt: issued)
        #expect(english.binding == .de)
    }

    @Test func `the number of a pair changes with either language`() throws {
        let first = try ExampleFolder.load()
        let pair = MailLanguages(.fr, binding: .nl)
        for file in ["welcome/nl/subject.txt", "welcome/fr/subject.txt"] {
            let second = try ExampleFolder.load(changing: [file: "Other"])
            #expect(first.versionText(of: "welcome", languages: pair) != second.versionText(of: "welcome", languages: pair))
            let library = TemplateLibrary(second, former: [first])
            let version = try #require(first.versionText(of: "welcome", languages: pair))
            #expect(library.catalog(of: "welcome", languages: pair, version: version).version == first.version)
        }
    }

    /// The folder of an older version: one divider, which speaks of English.
    @Test func `former texts need no divider but that of English, and give a mail in one language`() throws {
        var files = ExampleFolder.files
        for language in ["nl", "fr", "de"] {
            files["layout/\(language)/divider.html"] = nil
            files["layout/\(language)/divider.txt"] = nil
        }
        let texts = InMemoryTemplateFiles(files)
        #expect(throws: TemplateProblems.self) { try TemplateCatalog.load(from: texts, settings: ExampleFolder.settings) }
        let former = try TemplateCatalog.load(from: texts, settings: ExampleFolder.settings.forFormerTexts)
        let variables = try #require(former.exampleVariables(of: "welcome"))
        let english = try former.render(kind: "welcome", language: .en, binding: .nl, variables: variables, issuedAt: issued)
        let french = try former.render(kind: "welcome", language: .fr, binding: .nl, variables: variables, issuedAt: issued)
        #expect(english.binding == .nl && french.binding == nil && french.subject == "Welcome fr")
    }

    private static let root = "/" + #filePath.split(separator: "/").dropLast(3).joined(separator: "/") + "/templates"
    private static var hasTemplates: Bool { (try? DirectoryTemplateFiles(root).list())?.isEmpty == false }

    @Test(.enabled(if: hasTemplates, "this checkout has no templates folder"), arguments: MailLanguages.pairs)
    func `the repository's mails in two languages are whole in each`(pair: MailLanguages) throws {
        let catalog = try TemplateCatalog.load(from: DirectoryTemplateFiles(Self.root), settings: ExampleFolder.settings)
        for kind in catalog.kinds {
            let variables = try #require(catalog.exampleVariables(of: kind))
            func content(_ language: Language, _ binding: Language?) throws -> RenderedContent {
                try catalog.render(kind: kind, language: language, binding: binding, variables: variables, issuedAt: issued)
            }
            let both = try content(pair.language, pair.binding)
            #expect(both.subject.unicodeScalars.count <= 78, "\(both.subject)")
            #expect(both.subject.split(separator: "K7Q4", omittingEmptySubsequences: false).count == 2, "\(both.subject)")
            for language in pair.blocks { #expect(string(both.text).contains(string(try content(language, nil).text))) }
            #expect(string(both.text).contains("English version") == (pair.language == .en))
            let announced = string(both.text).hasPrefix(string(try content(try #require(pair.binding), nil).text)) == false
            #expect(announced == (pair.language != .en))
        }
    }
}
