import Mail
import Rendering
import TestKit
import Testing

struct TemplateCatalogTests {
    private let issued = Instant(seconds: 1_795_435_200)
    private func variables(_ catalog: TemplateCatalog) throws -> TemplateVariables { try #require(catalog.exampleVariables(of: "welcome")) }
    private func string(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }

    @Test func `HTML escapes and text does not`() throws {
        let catalog = try ExampleFolder.load()
        let content = try catalog.render(kind: "welcome", language: .fr, binding: nil, variables: variables(catalog), issuedAt: issued)
        #expect(string(content.text).contains("fr O'Brien & Søn\nhttps://sleutels.example.be/a/q7Zt0x\n402817\nle lundi 7 décembre 2026"))
        #expect(string(content.text).contains("\nHello\nServicedesk: servicedesk@example.be\n"))
        #expect(string(content.html).contains("<html lang=\"fr\">"))
        #expect(string(content.html).contains("<div lang=\"fr\">\n<p title=\"O&#39;Brien &amp; Søn\">"))
        #expect(string(content.html).contains("<span class=\"code\">402817</span>"))
    }

    @Test func `an English mail begins with the binding language`() throws {
        let catalog = try ExampleFolder.load()
        let content = try catalog.render(kind: "welcome", language: .en, binding: .de, variables: variables(catalog), issuedAt: issued)
        #expect(content.subject == "Welcome de / Welcome en")
        #expect(content.binding == .de)
        let html = string(content.html)
        #expect(html.contains("<html lang=\"de\">"))
        let german = try #require(html.firstRange(of: "<div lang=\"de\">"))
        let english = try #require(html.firstRange(of: "<hr>\n<div lang=\"en\">"))
        #expect(german.lowerBound < english.lowerBound)
        #expect(string(content.text).contains("am Montag, dem 7. Dezember 2026, um 14:35 Uhr"))
        #expect(string(content.text).contains("on Monday 7 December 2026 at 14:35"))
    }

    @Test func `values cannot bring lines, controls or direction overrides`() throws {
        let catalog = try ExampleFolder.load()
        var variables = try variables(catalog)
        variables["name"] = .text("A\r\nBcc: x\u{202E}y\u{0}\u{85}z\u{200B}")
        let content = try catalog.render(kind: "welcome", language: .nl, binding: nil, variables: variables, issuedAt: issued)
        #expect(string(content.text).hasPrefix("nl A Bcc: xy z\n"))
    }

    static let faults: [(String, TemplateValue?, RenderFault)] = [
        ("name", nil, .missing(variable: "name")), ("other", .text("x"), .undeclared(variable: "other")),
        ("code", .text("123456"), .wrongType(variable: "code", expected: .code)),
        ("code", .code("12 34"), .malformed(variable: "code", type: .code)),
        ("link", .link("https://sleutels.example.be.evil.example/"), .malformed(variable: "link", type: .link)),
        ("link", .link("https://sleutels.example.be/a b"), .malformed(variable: "link", type: .link)),
        ("name", .text("see HTTPS://evil.example"), .malformed(variable: "name", type: .text)),
    ]

    @Test(arguments: faults)
    func `a wrong variable is named`(_ name: String, _ value: TemplateValue?, _ fault: RenderFault) throws {
        let catalog = try ExampleFolder.load()
        var variables = try variables(catalog)
        variables[name] = value
        #expect(throws: fault) {
            try catalog.render(kind: "welcome", language: .nl, binding: nil, variables: variables, issuedAt: issued)
        }
        #expect(!fault.description.contains("evil"))
    }

    @Test func `the version follows the content`() throws {
        let first = try ExampleFolder.load()
        let second = try ExampleFolder.load(changing: ["welcome/nl/subject.txt": "Other"])
        #expect(first.version(of: "welcome", language: .nl) != second.version(of: "welcome", language: .nl))
        #expect(first.version(of: "welcome", language: .fr) == second.version(of: "welcome", language: .fr))
        let version = try #require(first.version(of: "welcome", language: .nl))
        #expect(TemplateVersion(version.description) == version)
    }

    private static let root = "/" + #filePath.split(separator: "/").dropLast(3).joined(separator: "/") + "/templates"
    private static var hasTemplates: Bool { (try? DirectoryTemplateFiles(root).list())?.isEmpty == false }

    @Test(.enabled(if: hasTemplates, "this checkout has no templates folder"))
    func `the repository's templates pass and render`() throws {
        let catalog = try TemplateCatalog.load(from: DirectoryTemplateFiles(Self.root), settings: ExampleFolder.settings)
        for kind in catalog.kinds {
            let examples = try #require(catalog.exampleVariables(of: kind))
            for language in Language.allCases {
                let content = try catalog.render(kind: kind, language: language, binding: .nl, variables: examples, issuedAt: issued)
                #expect(!content.text.isEmpty && !content.subject.isEmpty)
            }
        }
    }

    /// Words that break lines in awkward places: blanks at the ends, dots, `From `, octets that are escaped, long and empty ones.
    private static func text(_ random: SeededRandom) -> String {
        let words = [
            "a", ".", "From ", "é", "=", " ", "<b>", "\"", "straatnaam", "ß€", "&", "0123456789", "\t", String(repeating: "w", count: 80),
        ]
        return "x"
            + (0..<Int(random.bytes(1)[0] % 24)).map { _ in words[Int(random.bytes(1)[0]) % words.count] }.joined()
    }

    @Test(.enabled(if: hasTemplates, "this checkout has no templates folder"), arguments: Language.allCases)
    func `what is encoded line by line is what is rendered`(language: Language) throws {
        let random = SeededRandom(seed: 11)
        let catalogs = [
            try TemplateCatalog.load(from: DirectoryTemplateFiles(Self.root), settings: ExampleFolder.settings), try ExampleFolder.load(),
        ]
        for catalog in catalogs {
            for kind in catalog.kinds {
                let declarations = try #require(catalog.declarations(of: kind))
                for _ in 0..<50 {
                    var variables = try #require(catalog.exampleVariables(of: kind))
                    for declaration in declarations {
                        if !declaration.isRequired, random.bytes(1)[0] < 128 { variables[declaration.name] = nil }
                        if case .text? = variables[declaration.name] { variables[declaration.name] = .text(Self.text(random)) }
                    }
                    func content<Content>(
                        _ make: (String, Language, Language?, TemplateVariables, Instant) throws -> Content
                    ) throws -> Content {
                        try make(kind, language, .nl, variables, issued)
                    }
                    let encoded = try content(catalog.encode)
                    #expect(encoded == EncodedContent(try content(catalog.render)))
                    #expect(encoded.binding == (language == .en || language == .fr ? .nl : nil))
                }
            }
        }
    }

    /// A code may be for signing, or for confirming an address; an activation may have been by video.
    @Test(.enabled(if: hasTemplates, "this checkout has no templates folder"), arguments: Language.allCases)
    func `mails say who writes and claim nothing that may not be so`(language: Language) throws {
        let catalog = try TemplateCatalog.load(from: DirectoryTemplateFiles(Self.root), settings: ExampleFolder.settings)
        func text(_ kind: String, _ variables: TemplateVariables) throws -> String {
            string(try catalog.render(kind: kind, language: language, binding: nil, variables: variables, issuedAt: issued).text)
        }
        var variables = try #require(catalog.exampleVariables(of: "one_time_code"))
        let code = try text("one_time_code", variables)
        variables["municipality"] = nil
        let anonymous = try text("one_time_code", variables)
        #expect(code.contains("Eupen)") && !anonymous.contains("()"))
        for text in [code, anonymous] {
            #expect(text.contains("Digitale sleutels"))
            for word in ["aanmeld", "connect", "sign in", "signing in", "anmeld", "Anmeld"] { #expect(!text.contains(word), "\(word)") }
        }
        let link = try text("activation_link", try #require(catalog.exampleVariables(of: "activation_link")))
        let beginning = link.split(separator: "\n").prefix(4).joined(separator: "\n")
        #expect(beginning.contains("Eupen"))
        for word in ["loket", "guichet", "counter", "Schalter"] { #expect(!beginning.contains(word), "\(word)") }
    }
}
